package io.slots.core.loop;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.core.step.Findings;
import io.slots.operation.Task;

/**
 * Marks instances as degraded in the app, so that they get no request and can be repaired. What
 * failed may have been their route: so they count as undrained, and a repair takes them out of the
 * routes before it restarts them.
 */
final class Degraded {
  private Degraded() {}

  static App mark(App app, Task task, Findings findings) {
    App marked = app;
    for (SlotName name : task.slots()) {
      if (app.find(name).isEmpty()) {
        continue; // It is being deleted.
      }
      marked =
          marked.withSlot(
              name, slot -> slot.withDeployed(slot.deployed().map(all -> marked(all, findings))));
    }
    return marked;
  }

  private static Deployed marked(Deployed all, Findings findings) {
    boolean concerned =
        all.instances().stream().anyMatch(it -> findings.failed().contains(it.id()));
    return concerned ? all.withEach(it -> marked(it, findings)).withUndrained(true) : all;
  }

  private static Instance marked(Instance instance, Findings findings) {
    return findings.failed().contains(instance.id())
        ? findings.latest().getOrDefault(instance.id(), instance).withReady(false)
        : instance;
  }
}
