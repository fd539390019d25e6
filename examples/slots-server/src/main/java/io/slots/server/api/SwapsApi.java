package io.slots.server.api;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Swaps, previews, rollbacks. */
final class SwapsApi {
  private final Slots slots;
  private final Following following;

  SwapsApi(Slots slots, Following following) {
    this.slots = slots;
    this.following = following;
  }

  /**
   * What came of the wish to cancel.
   *
   * @param result {@code reverting}, {@code too-late} or {@code nothing-to-cancel}
   * @param operation the operation that it is about, if there is one
   */
  record CancellationView(String result, @Nullable OperationView operation) {}

  /**
   * What came of the wish that a slot have a version.
   *
   * @param already whether it had it before
   * @param operation the swap that brings it, if it had not
   */
  record VersionView(boolean already, @Nullable OperationView operation) {}

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.POST, "/apps/{app}/swaps/preview", Right.READ, this::preview)
            .saying("Tells what a swap would do, and what refuses it; touches nothing.")
            .reading("values", "boolean", "shows values; needs the right to OPERATE")
            .taking(Orders.SwapOrder.class)
            .giving(200, PreviewView.class)
            .showingSecrets(),
        OwnApi.action(Verb.POST, "/apps/{app}/swaps", Right.OPERATE, this::swap)
            .saying("Starts a swap, or, with preview, prepares one.")
            .taking(Orders.SwapOrder.class)
            .giving(202, OperationView.class),
        OwnApi.action(
                Verb.POST, "/apps/{app}/slots/{slot}/swap/complete", Right.OPERATE, this::complete)
            .saying("Completes the swap with preview that the slot takes part in.")
            .giving(202, OperationView.class),
        OwnApi.action(
                Verb.POST, "/apps/{app}/slots/{slot}/swap/cancel", Right.OPERATE, this::cancel)
            .saying("Cancels the swap that the slot takes part in, if it is not too late.")
            .giving(200, CancellationView.class),
        OwnApi.action(Verb.POST, "/apps/{app}/rollbacks", Right.OPERATE, this::rollback)
            .saying("Takes a completed swap back, by its identity.")
            .taking(Orders.Rollback.class)
            .giving(202, OperationView.class),
        OwnApi.action(Verb.POST, "/apps/{app}/versions", Right.OPERATE, this::version)
            .saying("Sees to it that a slot has a version: swaps in the slot that has it.")
            .taking(Orders.VersionOrder.class)
            .giving(202, VersionView.class));
  }

  private SwapRequest request(AppName app, Orders.SwapOrder order) {
    SwapRequest.Builder request =
        SwapRequest.builder()
            .app(app)
            .source(Required.slot("source", order.source()))
            .preserveVnet(!Boolean.FALSE.equals(order.preserveVnet()));
    if (order.target() != null) {
      request.target(Required.slot("target", order.target()));
    }
    if (order.limits() != null) {
      request.limits(order.limits().change());
    }
    Orders.requestId(order.requestId()).ifPresent(request::requestId);
    return Exchange.given(request::build);
  }

  private void preview(Exchange exchange) {
    boolean values = SettingsApi.values(exchange);
    SwapRequest request = request(exchange.app(), exchange.body(Orders.SwapOrder.class));
    exchange.answer(200, PreviewView.of(slots.swaps().preview(request), values));
  }

  private void swap(Exchange exchange) {
    AppName app = exchange.app();
    Orders.SwapOrder order = exchange.body(Orders.SwapOrder.class);
    SwapRequest request = request(app, order);
    exchange.note("slot", request.source().spelling());
    Running running =
        Boolean.TRUE.equals(order.withPreview())
            ? slots.swaps().prepare(request)
            : slots.swaps().swap(request);
    following.answer(exchange, app, running);
  }

  private void complete(Exchange exchange) {
    AppName app = exchange.app();
    following.answer(exchange, app, slots.swaps().complete(app, exchange.slot()));
  }

  private void cancel(Exchange exchange) {
    AppName app = exchange.app();
    exchange.answer(200, view(app, slots.swaps().cancel(app, exchange.slot()), following));
  }

  static CancellationView view(AppName app, Cancellation cancellation, Following following) {
    if (cancellation instanceof Cancellation.Reverting reverting) {
      return new CancellationView("reverting", following.view(app, reverting.operation().id()));
    }
    if (cancellation instanceof Cancellation.TooLate tooLate) {
      return new CancellationView("too-late", following.view(app, tooLate.operation().id()));
    }
    return new CancellationView("nothing-to-cancel", null);
  }

  private void rollback(Exchange exchange) {
    AppName app = exchange.app();
    Orders.Rollback order = exchange.body(Orders.Rollback.class);
    String given = Required.of("operation", order.operation());
    OperationId swap = Exchange.given(() -> OperationId.of(given));
    Optional<RequestId> request = Orders.requestId(order.requestId());
    Running running =
        request.isPresent()
            ? slots.swaps().rollback(app, swap, request.get())
            : slots.swaps().rollback(app, swap);
    following.answer(exchange, app, running);
  }

  private void version(Exchange exchange) {
    AppName app = exchange.app();
    Orders.VersionOrder order = exchange.body(Orders.VersionOrder.class);
    SlotName slot =
        order.slot() == null ? SlotName.PRODUCTION : Required.slot("slot", order.slot());
    VersionRequest.Builder request =
        VersionRequest.builder()
            .app(app)
            .slot(slot)
            .version(Required.of("version", order.version()));
    Orders.requestId(order.requestId()).ifPresent(request::requestId);
    Optional<Running> running = slots.swaps().bringVersion(request.build());
    running.ifPresent(it -> exchange.note("operation", it.id().value()));
    exchange.answer(
        running.isPresent() ? 202 : 200,
        new VersionView(
            running.isEmpty(), running.map(it -> following.view(app, it.id())).orElse(null)));
  }
}
