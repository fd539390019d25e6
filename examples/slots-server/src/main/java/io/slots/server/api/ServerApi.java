package io.slots.server.api;

import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.util.ArrayList;
import java.util.List;

/** The server itself: whether it is there, who one is to it, and what it can be asked. */
final class ServerApi {
  private final List<Action> described;

  ServerApi(List<Action> others) {
    described = new ArrayList<>(others);
  }

  /**
   * That the server is there.
   *
   * @param status {@code up}
   */
  record Health(String status) {}

  /**
   * Who the caller is to the server.
   *
   * @param token the identity of the token
   * @param name what it is called
   * @param right what it may do
   */
  record Me(String token, String name, Right right) {}

  List<Action> actions() {
    List<Action> mine =
        List.of(
            OwnApi.action(Verb.GET, "/health", Right.OPEN, it -> it.answer(200, new Health("up")))
                .saying("Tells that the server is there.")
                .giving(200, Health.class),
            OwnApi.action(Verb.GET, "/me", Right.READ, ServerApi::me)
                .saying("Tells who the caller is to the server.")
                .giving(200, Me.class));
    described.addAll(mine);
    byte[] document = OpenApiDocument.of(described);
    List<Action> all = new ArrayList<>(mine);
    all.add(
        OwnApi.action(
            Verb.GET,
            "/openapi.json",
            Right.OPEN,
            it -> it.context().contentType("application/json").result(document)));
    return all;
  }

  private static void me(Exchange exchange) {
    exchange.answer(
        200, new Me(exchange.caller().id(), exchange.caller().name(), exchange.caller().right()));
  }
}
