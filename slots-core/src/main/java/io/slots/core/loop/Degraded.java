package io.slots.core.loop;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.core.step.Findings;
import io.slots.operation.Task;

/** Marks instances as degraded in the app, so that they get no request and can be repaired. */
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
              name,
              slot ->
                  slot.withDeployed(
                      slot.deployed().map(all -> all.withEach(it -> marked(it, findings)))));
    }
    return marked;
  }

  private static Instance marked(Instance instance, Findings findings) {
    return findings.failed().contains(instance.id())
        ? findings.latest().getOrDefault(instance.id(), instance).withReady(false)
        : instance;
  }
}
