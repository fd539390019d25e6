package io.slots.core.step;

import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import java.util.Set;

/** Instances that stand in no route any more finish what they have. */
record DrainInstances(Set<InstanceId> leaving) implements Step {
  @Override
  public StepName name() {
    return StepName.DRAIN_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !leaving.isEmpty();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Draining.next(scene, before -> Move.DONE, leaving, seen);
  }
}
