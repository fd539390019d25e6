package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Plan;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.util.List;

/** Apps, their plans and their traffic. */
final class AppsApi {
  private final Slots slots;
  private final Following following;
  private final HostName domain;

  AppsApi(Slots slots, Following following, HostName domain) {
    this.slots = slots;
    this.following = following;
    this.domain = domain;
  }

  /**
   * The names of apps.
   *
   * @param apps the names, in their order
   */
  record Names(List<String> apps) {}

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.GET, "/apps", Right.READ, this::list)
            .saying("Lists the names of all apps.")
            .giving(200, Names.class),
        OwnApi.action(Verb.POST, "/apps", Right.OWN, this::create)
            .saying("Makes an app, which has just an empty production slot.")
            .taking(Orders.NewApp.class)
            .giving(201, AppView.class),
        OwnApi.action(Verb.GET, "/apps/{app}", Right.READ, this::get)
            .saying("Tells of an app and its slots.")
            .giving(200, AppView.class),
        OwnApi.action(Verb.DELETE, "/apps/{app}", Right.OWN, this::delete)
            .saying("Deletes an app; with further slots only if that is said.")
            .reading("withSlots", "boolean", "deletes its further slots too")
            .giving(202, OperationView.class),
        OwnApi.action(Verb.PUT, "/apps/{app}/plan", Right.OWN, this::plan)
            .saying("Moves an app to another plan, or gives it another number of workers.")
            .taking(PlanView.class)
            .giving(202, OperationView.class),
        OwnApi.action(Verb.PUT, "/apps/{app}/traffic", Right.OPERATE, this::traffic)
            .saying("Sets the shares of production's requests that go to other slots.")
            .taking(Orders.Traffic.class)
            .giving(200, AppView.class));
  }

  private void list(Exchange exchange) {
    exchange.answer(200, new Names(slots.apps().list().stream().map(AppName::spelling).toList()));
  }

  private void create(Exchange exchange) {
    Orders.NewApp order = exchange.body(Orders.NewApp.class);
    App app =
        Exchange.given(
            () ->
                App.builder()
                    .name(AppName.of(Required.of("name", order.name())))
                    .plan(order.plan() == null ? Plan.premium(1) : order.plan().plan())
                    .domain(order.domain() == null ? domain : HostName.of(order.domain()))
                    .build());
    exchange.note("app", app.name().spelling());
    exchange.answer(201, AppView.of(slots.apps().create(app)));
  }

  private void get(Exchange exchange) {
    exchange.answer(200, AppView.of(slots.apps().get(exchange.app())));
  }

  private void delete(Exchange exchange) {
    AppName app = exchange.app();
    Running running =
        exchange.flag("withSlots") ? slots.apps().deleteWithSlots(app) : slots.apps().delete(app);
    Gone.answer(exchange, app, running, following);
  }

  private void plan(Exchange exchange) {
    AppName app = exchange.app();
    Plan plan = exchange.body(PlanView.class).plan();
    following.answer(exchange, app, slots.apps().changePlan(app, plan));
  }

  private void traffic(Exchange exchange) {
    AppName app = exchange.app();
    List<TrafficShare> shares =
        Required.of("shares", exchange.body(Orders.Traffic.class).shares()).stream()
            .map(it -> Required.of("shares[]", it).share())
            .toList();
    exchange.answer(200, AppView.of(slots.slots().route(app, shares)));
  }
}
