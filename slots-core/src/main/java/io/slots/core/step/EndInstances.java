package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Instances that nothing needs any more are ended, once they are drained. */
record EndInstances(Set<InstanceId> leaving) implements Step {
  @Override
  public StepName name() {
    return StepName.END_FORMER_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !leaving.isEmpty();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return leaving.stream().sorted().toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Ending.next(scene, new Decommission(scene.app().name(), id), seen);
  }
}
