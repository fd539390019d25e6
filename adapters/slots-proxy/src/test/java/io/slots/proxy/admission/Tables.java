package io.slots.proxy.admission;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routing tables in one sentence: {@code Tables.of("shop", 2).production(blue).build()}. */
public final class Tables {
  private final AppName app;
  private final RoutingGeneration generation;
  private final List<Route> routes = new ArrayList<>();

  private Tables(AppName app, RoutingGeneration generation) {
    this.app = app;
    this.generation = generation;
  }

  public static Tables of(String app, long number) {
    return of(app, 1, number);
  }

  public static Tables of(String app, long token, long number) {
    return new Tables(AppName.of(app), new RoutingGeneration(token, number));
  }

  /** Adds the route of {@code <app>.test}. */
  public Tables production(Instance... instances) {
    return productionWith(List.of(), instances);
  }

  public Tables productionWith(List<TrafficShare> shares, Instance... instances) {
    return route(app.folded() + ".test", SlotName.PRODUCTION, true, shares, instances);
  }

  /** Adds the route of {@code <app>-<slot>.test}. */
  public Tables slot(String slot, Instance... instances) {
    return route(
        app.folded() + "-" + slot + ".test", SlotName.of(slot), true, List.of(), instances);
  }

  /** Adds the route of a slot that nothing is deployed to. */
  public Tables empty(String slot) {
    return route(app.folded() + "-" + slot + ".test", SlotName.of(slot), false, List.of());
  }

  public Tables route(
      String host,
      SlotName slot,
      boolean hasContent,
      List<TrafficShare> shares,
      Instance... instances) {
    Optional<ContentId> content =
        hasContent ? Optional.of(ContentId.of("content-of-" + slot)) : Optional.empty();
    routes.add(new Route(HostName.of(host), slot, content, List.of(instances), shares));
    return this;
  }

  public RoutingTable build() {
    return new RoutingTable(app, generation, routes);
  }

  /** An instance that nobody connects to. */
  public static Instance instance(String id) {
    return Instance.of(id, "http://127.0.0.1:9");
  }
}
