package io.slots.testkit.simulation;

import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.spi.AppRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whatever was under way comes to an end with nobody's help, and leaves no instance behind. */
final class EverythingEnds implements WorldRule {
  @Override
  public String rule() {
    return "S9.3 everything ends";
  }

  @Override
  public void atRest(Town town) {
    Set<InstanceId> known = new HashSet<>();
    for (AppName app : town.apps()) {
      AppRecord record = town.record(app);
      if (record.operation().isPresent()
          || !record.paused().isEmpty()
          || !record.queue().isEmpty()) {
        throw broken(town, app + ": " + record.operation() + ", " + record.paused());
      }
      for (Slot slot : record.app().slots().values()) {
        List<Instance> instances = slot.deployed().map(Deployed::instances).orElse(List.of());
        instances.forEach(it -> known.add(it.id()));
      }
      town.history(app).forEach(it -> known.addAll(it.degraded())); // Told to be left behind.
    }
    Set<InstanceId> left = new HashSet<>(town.kit().platform().running().keySet());
    left.removeAll(known);
    if (!left.isEmpty()) {
      throw broken(town, "left behind, and nobody told: " + left);
    }
  }
}
