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
    for (Route route : table.routes()) {
      Optional<String> problem = check.ofRoute(route);
      if (problem.isPresent()) {
        return problem;
      }
    }
    for (Route route : table.routes()) {
      Optional<String> problem = check.ofShares(route);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private Optional<String> ofRoute(Route route) {
    if (!hosts.add(route.host().value())) {
      return Optional.of("two routes for host " + route.host());
    }
    if (!slots.add(route.slot())) {
      return Optional.of("two routes for slot " + route.slot());
    }
    for (Instance instance : route.instances()) {
      if (isElsewhere(instance, addresses.putIfAbsent(instance.id(), instance.address()))) {
        return Optional.of("two addresses for instance " + instance.id());
      }
    }
    return Optional.empty();
  }

  private static boolean isElsewhere(Instance instance, @Nullable URI known) {
    return known != null && !known.equals(instance.address());
  }

  private Optional<String> ofShares(Route route) {
    int sum = 0;
    for (TrafficShare share : route.shares()) {
      sum += share.perMille();
      if (!slots.contains(share.slot())) {
        return Optional.of("a share for slot " + share.slot() + ", which has no route");
      }
    }
    return sum > 1000
        ? Optional.of("the shares of host " + route.host() + " are more than 100 %")
        : Optional.empty();
  }
}
