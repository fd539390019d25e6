package io.slots.testkit;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is wrong with a table in itself, whatever else is routed. */
final class TableCheck {
  private final Set<String> hosts = new HashSet<>();
  private final Set<SlotName> slots = new HashSet<>();
  private final Map<InstanceId, URI> addresses = new HashMap<>();

  private TableCheck() {}

  static Optional<String> problem(RoutingTable table) {
    TableCheck check = new TableCheck();
    return table.routes().stream()
        .flatMap(route -> check.ofRoute(route).stream())
        .findFirst()
        .or(() -> table.routes().stream().flatMap(it -> check.ofShares(it).stream()).findFirst());
  }

  private Optional<String> ofRoute(Route route) {
    if (!hosts.add(route.host().value())) {
      return Optional.of("two routes for host " + route.host());
    }
    if (!slots.add(route.slot())) {
      return Optional.of("two routes for slot " + route.slot());
    }
    return route.instances().stream()
        .filter(it -> isElsewhere(it, addresses.putIfAbsent(it.id(), it.address())))
        .findFirst()
        .map(it -> "two addresses for instance " + it.id());
  }

  private static boolean isElsewhere(Instance instance, @Nullable URI known) {
    return known != null && !known.equals(instance.address());
  }

  private Optional<String> ofShares(Route route) {
    return route.shares().stream()
        .map(TrafficShare::slot)
        .filter(slot -> !slots.contains(slot))
        .findFirst()
        .map(slot -> "a share for slot " + slot + ", which has no route")
        .or(
            () ->
                route.shares().stream().mapToInt(TrafficShare::perMille).sum() > 1000
                    ? Optional.of("the shares of host " + route.host() + " are more than 100 %")
                    : Optional.empty());
  }
}
