package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Optional;

/** S4.4: each instance of the source is asked for the warm-up paths until it answered each well. */
record WarmUp(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.WARM_UP;
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(swap.source()).stream().map(Instance::id).toList();
  }

  @Override
  public boolean restarts() {
    return true;
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return warmingUp(scene).next(instance.orElseThrow(), seen);
  }

  /** What serves another host's requests meanwhile is not restarted under them. */
  private WarmingUp warmingUp(Scene scene) {
    return DrainSource.servesOthers(scene, swap) && !DrainSource.isNeeded(scene, swap)
        ? WarmingUp.withoutRestart(scene, swap.target(), swap.warmUp())
        : new WarmingUp(Restarting.incoming(scene, swap), swap.warmUp());
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    App changed = apply(scene, findings, seen);
    return changed.equals(scene.app())
        ? Move.DONE
        : Publishing.next(scene.publishPreparing(swap, changed, 3), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return Instances.judged(scene.app(), swap.source(), findings);
  }
}
