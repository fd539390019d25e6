package io.slots.proxy.admission;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Route;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A routing table, made ready for look-ups. Immutable. */
final class ActiveTable {
  private final RoutingTable source;
  private final Map<String, HostRoute> byHost = new HashMap<>();
  private final Map<InstanceId, Target> targets = new HashMap<>();

  private ActiveTable(AppRoutes app, RoutingTable source, Map<InstanceId, Target> before) {
    this.source = source;
    Map<String, SlotRoute> bySlot = new HashMap<>();
    for (Route route : source.routes()) {
      List<Target> slotTargets =
          route.instances().stream().map(instance -> target(app, instance, before)).toList();
      bySlot.put(
          route.slot().folded(),
          new SlotRoute(route.slot(), route.content().isPresent(), slotTargets));
    }
    for (Route route : source.routes()) {
      SlotRoute own = bySlot.get(route.slot().folded());
      if (own != null) {
        byHost.put(route.host().value(), new HostRoute(own, route.shares(), bySlot));
      }
    }
  }

  /** Returns the table without any route that an app has before its first. */
  static ActiveTable empty(AppRoutes app, AppName name) {
    return new ActiveTable(
        app, new RoutingTable(name, RoutingGeneration.NONE, List.of()), Map.of());
  }

  /** Makes {@code next} ready; an instance that stays keeps the target it has in this table. */
  ActiveTable followedBy(AppRoutes app, RoutingTable next) {
    return new ActiveTable(app, next, targets);
  }

  private Target target(AppRoutes app, Instance instance, Map<InstanceId, Target> before) {
    return targets.computeIfAbsent(
        instance.id(),
        id -> {
          Target kept = before.get(id);
          return kept != null && kept.address().equals(instance.address())
              ? kept
              : new Target(app, instance);
        });
  }

  RoutingTable source() {
    return source;
  }

  @Nullable HostRoute host(String host) {
    return byHost.get(host);
  }

  Map<InstanceId, Target> targets() {
    return targets;
  }
}
