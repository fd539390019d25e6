package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Batch;
import java.util.List;

/** The new instances of a deployment or a scaling. */
final class NewInstances {
  private NewInstances() {}

  static Batch batchOf(List<Batch> batches, InstanceId id) {
    return batches.stream()
        .filter(it -> it.has(id))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(id + " is in no batch"));
  }

  /** Those of {@code batch} that there are, as they are now. */
  static List<Instance> of(Scene scene, Batch batch) {
    return scene.operation().provisioned().stream().filter(it -> batch.has(it.id())).toList();
  }

  /**
   * What to do next until the routes are as they were: what the new instances may have got in the
   * meantime they finish before they are ended.
   */
  static Move withdrawn(Scene scene, int generation, Seen seen) {
    PublishRoutes former = scene.publish(scene.app(), generation);
    return Draining.next(
        scene,
        before -> Publishing.untilConfirmed(former, scene.limits(), before),
        scene.operation().provisioned().stream()
            .map(Instance::id)
            .collect(ImmutableSet.toImmutableSet()),
        seen);
  }
}
