package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * S4.6, second half: the former target's instances, now the source's, get free(T) ∪ sticky(S),
 * restart and are awaited. Whatever fails here never touches the target.
 */
record RepeatForSource(Optional<Former> former) implements Step {
  private static final int GENERATION = 30;

  @Override
  public StepName name() {
    return StepName.REPEAT_FOR_SOURCE;
  }

  @Override
  public boolean applies(Scene scene) {
    return former.isPresent() && !instances(scene).isEmpty();
  }

  /** Those that could not be taken out of the routes are left alone. */
  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(former.orElseThrow().slot()).stream()
        .map(Instance::id)
        .filter(id -> !scene.operation().degraded().contains(id))
        .toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    Former it = former.orElseThrow();
    return new Restarting(scene, it.slot(), it.content(), it.settings())
        .untilAvailable(instance.orElseThrow(), seen);
  }

  /** They may have been put back into the routes. */
  @Override
  public Move takeOver(Scene scene, Seen seen) {
    return DrainFormerTarget.drained(scene, former.orElseThrow(), seen);
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Publishing.next(
        scene.publish(apply(scene, findings, seen), GENERATION), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    Former it = former.orElseThrow();
    return Instances.judged(scene.app(), it.slot(), findings, it.settings())
        .withSlot(
            it.slot(),
            slot -> slot.withDeployed(slot.deployed().map(that -> that.withUndrained(false))));
  }

  /** Without a route they serve nobody, however well they run. */
  @Override
  public Set<InstanceId> degradedIfFailed(Scene scene) {
    return Set.copyOf(instances(scene));
  }
}
