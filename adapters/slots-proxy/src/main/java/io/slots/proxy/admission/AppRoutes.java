package io.slots.proxy.admission;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutingTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** The table of one app, and every target that has, or may still have, something in flight. */
final class AppRoutes {
  /** The guard of it all: a claim counts only if this is the same before and after it. */
  volatile ActiveTable table;

  /** The highest fencing token that has been seen; written under the lock of publishing. */
  long fencingToken;

  private final List<Target> targets = new CopyOnWriteArrayList<>();

  AppRoutes(AppName app) {
    table = ActiveTable.empty(this, app);
  }

  /** Puts {@code source} into force and returns the targets that are in no route any more. */
  List<Target> replace(RoutingTable source) {
    ActiveTable next = table.followedBy(this, source);
    Map<InstanceId, Target> before = table.targets();
    next.targets().values().stream()
        .filter(target -> before.get(target.id()) != target)
        .forEach(targets::add);
    table = next;
    List<Target> left =
        before.values().stream()
            .filter(target -> next.targets().get(target.id()) != target)
            .toList();
    left.forEach(Target::leave);
    return left;
  }

  /** Says whether the instance of {@code target} is in the routes again, where it was. */
  boolean isBack(Target target) {
    Target present = table.targets().get(target.id());
    return present != null && present.address().equals(target.address());
  }

  void forget(Target target) {
    targets.remove(target);
  }

  /** An instance that came back has several targets: all that it has been given counts. */
  Map<InstanceId, Integer> inFlight(Set<InstanceId> instances) {
    Map<InstanceId, Integer> counts = new HashMap<>();
    instances.forEach(id -> counts.put(id, 0));
    for (Target target : targets) {
      counts.computeIfPresent(target.id(), (id, count) -> count + target.inFlight());
    }
    return counts;
  }
}
