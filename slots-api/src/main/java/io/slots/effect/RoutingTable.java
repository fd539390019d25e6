package io.slots.effect;

import com.google.common.collect.ImmutableList;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;

/**
 * All routes of one app: the state that the router is to bring about, as a whole. An instance that
 * stands in no route gets no new request; those that it has, it finishes.
 *
 * @param app whose routes they are
 * @param generation how new the table is
 * @param routes one for each slot, production first
 */
public record RoutingTable(AppName app, RoutingGeneration generation, List<Route> routes) {
  /** Copies the list. */
  public RoutingTable {
    routes = List.copyOf(routes);
  }

  /** Returns the table that serves {@code app} as it is: each slot by its ready instances. */
  public static RoutingTable of(App app, RoutingGeneration generation) {
    ImmutableList.Builder<Route> routes = ImmutableList.builder();
    routes.add(route(app, app.production()));
    for (Slot slot : app.slots().values()) {
      if (!slot.name().isProduction()) {
        routes.add(route(app, slot));
      }
    }
    return new RoutingTable(app.name(), generation, routes.build());
  }

  private static Route route(App app, Slot slot) {
    return new Route(
        app.host(slot.name()),
        slot.name(),
        slot.deployed().map(deployed -> deployed.content().id()),
        slot.stopped()
            ? List.of()
            : slot.deployed().map(Deployed::readyInstances).orElse(List.of()),
        slot.name().isProduction() ? app.traffic() : List.of());
  }

  /** The route of a slot, if the slot has one. */
  public Optional<Route> route(SlotName slot) {
    for (Route route : routes) {
      if (route.slot().equals(slot)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /** Returns this table without the shares of {@code slot}: only its own host leads to it. */
  public RoutingTable withoutSharesOf(SlotName slot) {
    return new RoutingTable(
        app,
        generation,
        routes.stream()
            .map(
                route ->
                    new Route(
                        route.host(),
                        route.slot(),
                        route.content(),
                        route.instances(),
                        route.shares().stream()
                            .filter(share -> !share.slot().equals(slot))
                            .toList()))
            .collect(ImmutableList.toImmutableList()));
  }

  /**
   * Returns this table without any instance in the route of {@code slot}: it gets no new request.
   */
  public RoutingTable withdrawing(SlotName slot) {
    return new RoutingTable(
        app,
        generation,
        routes.stream()
            .map(
                route ->
                    route.slot().equals(slot)
                        ? new Route(route.host(), slot, route.content(), List.of(), route.shares())
                        : route)
            .collect(ImmutableList.toImmutableList()));
  }
}
