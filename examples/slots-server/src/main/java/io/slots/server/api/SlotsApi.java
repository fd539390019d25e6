package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.RequestId;
import io.slots.server.content.Deployments;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Slots: making, deleting, stopping, deploying. */
final class SlotsApi {
  private static final String SLOT = "/apps/{app}/slots/{slot}";

  private final Slots slots;
  private final Following following;
  private final Deployments deployments;

  SlotsApi(Slots slots, Following following, Deployments deployments) {
    this.slots = slots;
    this.following = following;
    this.deployments = deployments;
  }

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.POST, "/apps/{app}/slots", Right.OPERATE, this::create)
            .saying("Makes a slot, without content; with a copy of a configuration, if asked.")
            .taking(Orders.NewSlot.class)
            .giving(201, SlotView.class),
        OwnApi.action(Verb.GET, SLOT, Right.READ, this::get)
            .saying("Tells of a slot.")
            .giving(200, SlotView.class),
        OwnApi.action(Verb.DELETE, SLOT, Right.OPERATE, this::delete)
            .saying("Deletes a slot: withdrawn, drained, ended.")
            .giving(202, OperationView.class),
        OwnApi.action(Verb.POST, SLOT + "/stop", Right.OPERATE, this::stop)
            .saying("Takes a slot out of service; its instances run on.")
            .giving(200, SlotView.class),
        OwnApi.action(Verb.POST, SLOT + "/start", Right.OPERATE, this::start)
            .saying("Puts a slot back into service.")
            .giving(200, SlotView.class),
        OwnApi.action(Verb.POST, SLOT + "/restart", Right.OPERATE, this::restart)
            .saying(
                "Replaces a slot's instances by new ones of the same content, which have its"
                    + " settings as they are now.")
            .reading("requestId", "string", "the same again starts nothing anew once more")
            .giving(202, OperationView.class),
        OwnApi.action(Verb.POST, SLOT + "/repair", Right.OPERATE, this::repair)
            .saying("Restarts a slot's degraded instances.")
            .giving(202, OperationView.class),
        OwnApi.action(Verb.POST, SLOT + "/deployments", Right.OPERATE, this::deploy)
            .saying("Deploys the body, a zip or jar.")
            .reading("version", "string", "what people call it")
            .reading("requestId", "string", "the same again starts no second deployment")
            .giving(202, OperationView.class),
        OwnApi.action(Verb.PUT, SLOT + "/auto-swap", Right.OPERATE, this::autoSwap)
            .saying("From now on a deployment that succeeds is swapped by itself.")
            .taking(Orders.AutoSwap.class)
            .giving(200, SlotView.class),
        OwnApi.action(Verb.DELETE, SLOT + "/auto-swap", Right.OPERATE, this::noAutoSwap)
            .saying("Deployments are not swapped by themselves any more.")
            .giving(200, SlotView.class));
  }

  private void create(Exchange exchange) {
    AppName app = exchange.app();
    Orders.NewSlot order = exchange.body(Orders.NewSlot.class);
    SlotName slot = Required.slot("name", order.name());
    exchange.note("slot", slot.spelling());
    Optional<SlotName> source =
        Optional.ofNullable(order.cloneOf()).map(it -> Required.slot("cloneOf", it));
    boolean withSlotSettings = !Boolean.FALSE.equals(order.withSlotSettings());
    App made =
        source.isEmpty()
            ? slots.slots().create(app, slot)
            : slots
                .slots()
                .create(
                    app,
                    slot,
                    withSlotSettings
                        ? Cloning.of(source.get())
                        : Cloning.withoutSlotSettings(source.get()));
    exchange.answer(201, SlotView.of(made, made.slot(slot)));
  }

  private void get(Exchange exchange) {
    answer(exchange, slots.apps().get(exchange.app()), exchange.slot());
  }

  private static void answer(Exchange exchange, App app, SlotName slot) {
    exchange.answer(200, SlotView.of(app, app.slot(slot)));
  }

  private void delete(Exchange exchange) {
    AppName app = exchange.app();
    following.answer(exchange, app, slots.slots().delete(app, exchange.slot()));
  }

  private void stop(Exchange exchange) {
    SlotName slot = exchange.slot();
    answer(exchange, slots.slots().stop(exchange.app(), slot), slot);
  }

  private void start(Exchange exchange) {
    SlotName slot = exchange.slot();
    answer(exchange, slots.slots().start(exchange.app(), slot), slot);
  }

  private void restart(Exchange exchange) {
    AppName app = exchange.app();
    SlotName slot = exchange.slot();
    following.answer(
        exchange,
        app,
        requestId(exchange)
            .map(it -> slots.slots().restart(app, slot, it))
            .orElseGet(() -> slots.slots().restart(app, slot)));
  }

  private void repair(Exchange exchange) {
    AppName app = exchange.app();
    following.answer(exchange, app, slots.slots().repair(app, exchange.slot()));
  }

  private void deploy(Exchange exchange) throws IOException {
    AppName app = exchange.app();
    Running running =
        deployments.deploy(
            exchange, app, exchange.slot(), exchange.query("version"), requestId(exchange));
    following.answer(exchange, app, running);
  }

  private static Optional<RequestId> requestId(Exchange exchange) {
    return Orders.requestId(exchange.query("requestId").orElse(null));
  }

  private void autoSwap(Exchange exchange) {
    SlotName slot = exchange.slot();
    String target = exchange.body(Orders.AutoSwap.class).target();
    SlotName into = target == null ? SlotName.PRODUCTION : Required.slot("target", target);
    answer(exchange, slots.swaps().autoSwap(exchange.app(), slot, into), slot);
  }

  private void noAutoSwap(Exchange exchange) {
    SlotName slot = exchange.slot();
    answer(exchange, slots.swaps().noAutoSwap(exchange.app(), slot), slot);
  }
}
