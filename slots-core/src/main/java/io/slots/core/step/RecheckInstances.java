package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Optional;

/**
 * S5.2: the pause may have been long, so a swap with preview that is completed asks every instance
 * of the source again whether it is available.
 */
record RecheckInstances(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.RECHECK_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return swap.pauses();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(swap.source()).stream().map(Instance::id).toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Availability.next(scene, swap.target(), instance.orElseThrow(), seen.since(), seen);
  }
}
