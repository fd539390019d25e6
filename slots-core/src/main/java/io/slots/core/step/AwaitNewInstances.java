package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.Batch;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/** Every new instance is available, as S4.2 asks of those of a swap. */
record AwaitNewInstances(List<Batch> batches) implements Step {
  @Override
  public StepName name() {
    return StepName.AWAIT_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !batches.isEmpty();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.operation().provisioned().stream().map(Instance::id).toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Availability.next(
        scene,
        NewInstances.batchOf(batches, id).slot(),
        instance.orElseThrow(),
        seen.since(),
        seen);
  }
}
