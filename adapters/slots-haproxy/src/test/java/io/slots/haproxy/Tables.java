package io.slots.haproxy;

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

/** Builds tables: {@code Tables.of("shop", 3).production(v1).slot("staging", v2).build()}. */
final class Tables {
  private final String app;
  private final RoutingGeneration generation;
  private final List<Route> routes = new ArrayList<>();

  private Tables(String app, RoutingGeneration generation) {
    this.app = app;
    this.generation = generation;
  }

  static Tables of(String app, long number) {
    return of(app, 1, number);
  }

  static Tables of(String app, long fencingToken, long number) {
    return new Tables(app, new RoutingGeneration(fencingToken, number));
  }

  Tables production(Instance... instances) {
    return add(SlotName.PRODUCTION, app + ".test", List.of(), instances);
  }

  Tables productionWith(List<TrafficShare> shares, Instance... instances) {
    return add(SlotName.PRODUCTION, app + ".test", shares, instances);
  }

  Tables slot(String slot, Instance... instances) {
    return add(SlotName.of(slot), app + "-" + slot + ".test", List.of(), instances);
  }

  Tables empty(String slot) {
    routes.add(
        new Route(
            HostName.of(app + "-" + slot + ".test"),
            SlotName.of(slot),
            Optional.empty(),
            List.of(),
            List.of()));
    return this;
  }

  Tables add(SlotName slot, String host, List<TrafficShare> shares, Instance... instances) {
    routes.add(
        new Route(
            HostName.of(host),
            slot,
            Optional.of(ContentId.of("content:" + slot + "/ä|1")),
            List.of(instances),
            shares));
    return this;
  }

  RoutingTable build() {
    return new RoutingTable(AppName.of(app), generation, routes);
  }
}
