package io.slots.core.step;

import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import java.util.Optional;
import java.util.Set;

/**
 * S4.6, first half: the instances that left the target finish what they have. They are taken out of
 * the source's route first, for they are about to restart, and nothing is done to them before the
 * router has confirmed that.
 */
record DrainFormerTarget(Optional<Former> former) implements Step {
  private static final int GENERATION = 20;

  @Override
  public StepName name() {
    return StepName.DRAIN_FORMER_TARGET;
  }

  @Override
  public boolean applies(Scene scene) {
    return former.isPresent();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return drained(scene, former.orElseThrow(), seen);
  }

  static Move drained(Scene scene, Former former, Seen seen) {
    return Draining.next(
        scene,
        before ->
            Publishing.next(
                scene.publishWithdrawing(former.slot(), GENERATION), scene.limits(), before),
        former.instances(scene),
        seen);
  }

  @Override
  public Set<InstanceId> degradedIfFailed(Scene scene) {
    return former.orElseThrow().instances(scene);
  }
}
