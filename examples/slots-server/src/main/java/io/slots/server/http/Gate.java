package io.slots.server.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands before every action: who asks, may they, what went wrong, and who is told of it. */
final class Gate {
  private static final Logger log = LoggerFactory.getLogger(Gate.class);

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
    String id = UUID.randomUUID().toString();
    Exchange exchange = new Exchange(context, action, Caller.NOBODY);
    boolean refused = false;
    try {
      refuseOtherMethod(context);
      Optional<Caller> caller = callers.of(context, action);
      exchange = new Exchange(context, action, caller.orElse(Caller.NOBODY));
      admit(action, caller);
      ask(exchange, id);
      action.work().answer(exchange);
    } catch (Exception e) {
      Trouble trouble = Troubles.of(e, bodyLimit);
      if (trouble.status() == 401) {
        context.header("WWW-Authenticate", "Bearer");
      }
      action.form().write(exchange, trouble);
      refused = !exchange.caller().equals(Caller.NOBODY);
    }
    tell(exchange, id, Duration.ofNanos(System.nanoTime() - began));
    if (refused) {
      Leftover.discard(context);
    }
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

  /** What cannot be written down is not done: so there is no deed that nobody can be told of. */
  private void ask(Exchange exchange, String id) {
    if (!isTold(exchange.action())) {
      return;
    }
    exchange.noteNames();
    try {
      audit.asked(call(exchange, id), exchange.notes());
    } catch (RuntimeException e) {
      log.error("{} is refused, for it cannot be audited", exchange.action().name(), e);
      throw Trouble.of(
              503,
              "AuditUnavailable",
              "nothing was done: the audit log cannot be written now, and what is not written there"
                  + " is not done; the server's log tells why")
          .exception();
    }
  }

  /** The answer stands, whether or not it can be written down: the deed is done. */
  private void tell(Exchange exchange, String id, Duration took) {
    int status = exchange.context().statusCode();
    if (isTold(exchange.action()) || status == 401 || status == 403) {
      try {
        audit.answered(call(exchange, id), status, took, exchange.notes());
      } catch (RuntimeException e) {
        log.error(
            "{} by {} was answered with {}, and the audit log cannot be written",
            exchange.action().name(),
            exchange.caller().name(),
            status,
            e);
      }
    }
  }

  private static boolean isTold(Action action) {
    return action.verb().isUnsafe() || action.secrets();
  }

  private static Audit.Call call(Exchange exchange, String id) {
    return new Audit.Call(id, exchange.caller(), exchange.context().ip(), exchange.action());
  }
}
