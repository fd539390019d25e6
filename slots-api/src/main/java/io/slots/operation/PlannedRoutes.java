package io.slots.operation;

import com.google.common.collect.ImmutableList;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Follows the routes through the tables that the steps of a preview publish one after another. */
final class PlannedRoutes {
  private final Map<HostName, List<InstanceId>> inForce = new HashMap<>();

  PlannedRoutes(List<Route> now) {
    now.forEach(route -> inForce.put(route.host(), instances(route)));
  }

  /** What changes when {@code step} brings {@code table} into force. */
  List<RouteEdit> publish(StepName step, RoutingTable table) {
    ImmutableList.Builder<RouteEdit> edits = ImmutableList.builder();
    for (Route route : table.routes()) {
      List<InstanceId> before = inForce.getOrDefault(route.host(), List.of());
      List<InstanceId> after = instances(route);
      if (!before.equals(after)) {
        edits.add(new RouteEdit(step, route.host(), before, after));
        inForce.put(route.host(), after);
      }
    }
    return edits.build();
  }

  private static List<InstanceId> instances(Route route) {
    return route.instances().stream().map(Instance::id).toList();
  }
}
