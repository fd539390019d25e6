package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.Batch;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/**
 * New instances to which production's host leads pass the same gate as those of a swap (S9.1): they
 * are warmed up as S4.4 says. To a slot without a share of production's requests content may come
 * cold; a swap will warm it.
 */
record WarmUpNewInstances(List<Batch> batches) implements Step {
  @Override
  public StepName name() {
    return StepName.WARM_UP;
  }

  @Override
  public boolean applies(Scene scene) {
    return batches.stream().anyMatch(it -> isLedTo(scene, it));
  }

  private static boolean isLedTo(Scene scene, Batch batch) {
    return batch.slot().isProduction() || scene.hasShare(batch.slot());
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return batches.stream()
        .filter(it -> isLedTo(scene, it))
        .flatMap(it -> NewInstances.of(scene, it).stream())
        .map(Instance::id)
        .toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    Batch batch = NewInstances.batchOf(batches, id);
    Restarting restarting = new Restarting(scene, batch.slot(), batch.content(), batch.settings());
    return new WarmingUp(restarting, batch.warmUp()).next(instance.orElseThrow(), seen);
  }
}
