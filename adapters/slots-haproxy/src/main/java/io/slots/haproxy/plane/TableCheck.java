package io.slots.haproxy.plane;

import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.net.URI;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Why a table is not taken, before anything is touched. */
public final class TableCheck {
  private TableCheck() {}

  /** Says what is against {@code table} where {@code plane} is in force. */
  public static Optional<String> problem(RoutingTable table, long fencingToken, Plane plane) {
    AppEntry app = plane.app(table.app());
    RoutingGeneration present = app.generation();
    if (present.isNewerThan(table.generation())) {
      return Optional.of(
          "generation " + table.generation() + " is older than " + present + ", in force");
    }
    if (present.equals(table.generation())) {
      return Optional.of("another table of generation " + present + " is in force");
    }
    if (fencingToken < app.fencingToken()) {
      return Optional.of(
          "fencing token " + fencingToken + " is lower than " + app.fencingToken() + ", seen");
    }
    Map<HostName, AppName> hosts = plane.hosts();
    for (Route route : table.routes()) {
      AppName owner = hosts.get(route.host());
      if (owner != null && !owner.equals(table.app())) {
        return Optional.of("host " + route.host() + " is routed for another app");
      }
    }
    return problem(table);
  }

  private static Optional<String> problem(RoutingTable table) {
    Set<HostName> hosts = new HashSet<>();
    Set<SlotName> slots = new HashSet<>();
    Map<InstanceId, URI> addresses = new HashMap<>();
    for (Route route : table.routes()) {
      if (!hosts.add(route.host())) {
        return Optional.of("two routes for host " + route.host());
      }
      if (!slots.add(route.slot())) {
        return Optional.of("two routes for slot " + route.slot());
      }
      Set<InstanceId> ids = new HashSet<>();
      for (Instance instance : route.instances()) {
        if (!ids.add(instance.id())) {
          return Optional.of(
              "instance " + instance.id() + " twice in the route of " + route.slot());
        }
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
