package io.slots.kubernetes.route;

import io.slots.app.InstanceId;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Takes an instance that has left the routes for busy until a time of grace has passed, as this
 * process saw it leave; one that it did not see leave, from when it is asked. Safe for use by
 * several threads.
 */
final class Grace {
  private final LongSupplier nanoTime;
  private final Duration grace;
  private final Map<InstanceId, Long> leftAt = new ConcurrentHashMap<>();

  Grace(LongSupplier nanoTime, Duration grace) {
    this.nanoTime = nanoTime;
    this.grace = grace;
  }

  /** A table has come into force. */
  void inForce(Optional<RoutingTable> before, RoutingTable now) {
    Set<InstanceId> routed = routed(Optional.of(now));
    routed.forEach(leftAt::remove);
    for (InstanceId gone : routed(before)) {
      if (!routed.contains(gone)) {
        leftAt.putIfAbsent(gone, nanoTime.getAsLong());
      }
    }
  }

  /** One for each instance that is routed, or left a short while ago. */
  Map<InstanceId, Integer> count(
      Optional<RoutingTable> inForce, Set<InstanceId> known, Set<InstanceId> asked) {
    Set<InstanceId> routed = routed(inForce);
    Map<InstanceId, Integer> counts = new HashMap<>();
    for (InstanceId instance : asked) {
      counts.put(
          instance,
          routed.contains(instance) || known.contains(instance) && isFresh(instance) ? 1 : 0);
    }
    return counts;
  }

  private boolean isFresh(InstanceId instance) {
    long now = nanoTime.getAsLong();
    Long since = leftAt.putIfAbsent(instance, now);
    return since == null || now - since < grace.toNanos();
  }

  static Set<InstanceId> routed(Optional<RoutingTable> table) {
    Set<InstanceId> routed = new HashSet<>();
    table.ifPresent(
        it -> {
          for (Route route : it.routes()) {
            route.instances().forEach(instance -> routed.add(instance.id()));
          }
        });
    return routed;
  }
}
