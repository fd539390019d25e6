package io.slots.server.api;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.Slots;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.util.List;

/** Operations: what is under way, what has ended. */
final class OperationsApi {
  private static final String OPERATION = "/apps/{app}/operations/{operation}";
  private static final int MOST = 1_000;

  private final Slots slots;
  private final Following following;

  OperationsApi(Slots slots, Following following) {
    this.slots = slots;
    this.following = following;
  }

  /**
   * Operations of an app.
   *
   * @param operations the operations
   */
  record Views(List<OperationView> operations) {}

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.GET, "/apps/{app}/operations", Right.READ, this::list)
            .saying(
                "Lists what is under way, pauses, or waits for its turn, and what it waits for.")
            .giving(200, Views.class),
        OwnApi.action(Verb.GET, "/apps/{app}/history", Right.READ, this::history)
            .saying("Lists what has ended, the newest first.")
            .reading("limit", "integer", "how many at most, 1 to 1,000; 50 unless said otherwise")
            .giving(200, Views.class),
        OwnApi.action(Verb.GET, OPERATION, Right.READ, this::get)
            .saying("Tells of an operation, wherever it stands.")
            .giving(200, OperationView.class),
        OwnApi.action(Verb.POST, OPERATION + "/cancel", Right.OPERATE, this::cancel)
            .saying("Turns an operation back, if it is not too late; or takes it out of the queue.")
            .giving(200, SwapsApi.CancellationView.class));
  }

  private void list(Exchange exchange) {
    exchange.answer(200, new Views(following.all(exchange.app())));
  }

  private void history(Exchange exchange) {
    int limit = exchange.query("limit", 50, 1, MOST);
    exchange.answer(
        200,
        new Views(
            slots.operations().history(exchange.app(), limit).stream()
                .map(OperationView::of)
                .toList()));
  }

  private void get(Exchange exchange) {
    exchange.answer(200, following.view(exchange.app(), exchange.operation()));
  }

  private void cancel(Exchange exchange) {
    AppName app = exchange.app();
    OperationId operation = exchange.operation();
    exchange.note("operation", operation.value());
    exchange.answer(200, SwapsApi.view(app, slots.operations().cancel(app, operation), following));
  }
}
