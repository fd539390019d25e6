package io.slots.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Stands before every action: who asks, may they, what went wrong, and who is told of it. */
final class Gate {
  private final Callers callers;
  private final Audit audit;
  private final long bodyLimit;

  Gate(Callers callers, Audit audit, long bodyLimit) {
    this.callers = callers;
    this.audit = audit;
    this.bodyLimit = bodyLimit;
  }

  Handler before(Action action) {
    return context -> pass(context, action);
  }

  private void pass(Context context, Action action) {
    long began = System.nanoTime();
    Exchange exchange = new Exchange(context, action, Caller.NOBODY);
    try {
      refuseOtherMethod(context);
      Optional<Caller> caller = callers.of(context, action);
      exchange = new Exchange(context, action, caller.orElse(Caller.NOBODY));
      admit(action, caller);
      action.work().answer(exchange);
    } catch (Exception e) {
      Trouble trouble = Troubles.of(e, bodyLimit);
      if (trouble.status() == 401) {
        context.header("WWW-Authenticate", "Bearer");
      }
      action.form().write(exchange, trouble);
    }
    tell(exchange, Duration.ofNanos(System.nanoTime() - began));
  }

  /** The web server would believe it, and a GET would be no GET. */
  private static void refuseOtherMethod(Context context) {
    if (context.header("X-HTTP-Method-Override") != null) {
      throw Trouble.badRequest(
          "the method is the request's own: X-HTTP-Method-Override is not read");
    }
  }

  private static void admit(Action action, Optional<Caller> caller) {
    if (action.right() == Right.OPEN) {
      return;
    }
    if (caller.isEmpty()) {
      throw Trouble.of(
              401,
              "AuthenticationFailed",
              "a token is needed: send it as \"Authorization: Bearer <token>\"")
          .exception();
    }
    if (!caller.get().right().includes(action.right())) {
      throw Trouble.of(
              403,
              "AuthorizationFailed",
              "\""
                  + caller.get().name()
                  + "\" may "
                  + caller.get().right()
                  + ", and "
                  + action.name()
                  + " needs a token that may "
                  + action.right())
          .exception();
    }
  }

  private void tell(Exchange exchange, Duration took) {
    Action action = exchange.action();
    int status = exchange.context().statusCode();
    if (action.verb().isUnsafe() || action.secrets() || status == 401 || status == 403) {
      Map<String, String> notes = exchange.notes();
      audit.write(exchange.caller(), exchange.context().ip(), action, status, took, notes);
    }
  }
}
