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

  /** What serves a share of production's requests meanwhile is not restarted under them. */
  private WarmingUp warmingUp(Scene scene) {
    if (DrainSource.isNeeded(scene, swap)) {
      return new WarmingUp(Restarting.incoming(scene, swap), swap.warmUp());
    }
    if (scene.hasShare(swap.source())) {
      return WarmingUp.withoutRestart(scene, swap.target(), swap.warmUp());
    }
    Restarting restarting = Restarting.incoming(scene, swap);
    return swap.incoming().undrained()
        ? WarmingUp.drainingFirst(restarting, swap.warmUp())
        : new WarmingUp(restarting, swap.warmUp());
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
