package io.slots.proxy.admission;

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

/** What is wrong with a table in itself, whatever else is routed. */
final class TableCheck {
  private TableCheck() {}

  static Optional<String> problem(RoutingTable table) {
    Set<String> hosts = new HashSet<>();
    Set<SlotName> slots = new HashSet<>();
    Map<InstanceId, URI> addresses = new HashMap<>();
    for (Route route : table.routes()) {
      if (!hosts.add(route.host().value())) {
        return Optional.of("two routes for host " + route.host());
      }
      if (!slots.add(route.slot())) {
        return Optional.of("two routes for slot " + route.slot());
      }
      for (Instance instance : route.instances()) {
        URI other = addresses.putIfAbsent(instance.id(), instance.address());
        if (other != null && !other.equals(instance.address())) {
          return Optional.of("two addresses for instance " + instance.id());
        }
      }
    }
    for (Route route : table.routes()) {
      int sum = 0;
      for (TrafficShare share : route.shares()) {
        if (!slots.contains(share.slot())) {
          return Optional.of("a share for slot " + share.slot() + ", which has no route");
        }
        sum += share.perMille();
      }
      if (sum > 1000) {
        return Optional.of("the shares of host " + route.host() + " sum to more than 100 %");
      }
    }
    return Optional.empty();
  }
}
