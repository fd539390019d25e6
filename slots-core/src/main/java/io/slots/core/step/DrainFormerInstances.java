package io.slots.core.step;

import io.slots.operation.Deployment;
import io.slots.operation.StepName;

/**
 * The instances that a deployment replaced finish what they have; they stand in no route any more.
 */
record DrainFormerInstances(Deployment deployment) implements Step {
  @Override
  public StepName name() {
    return StepName.DRAIN_FORMER_TARGET;
  }

  @Override
  public boolean applies(Scene scene) {
    return deployment.former().isPresent();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Draining.next(scene, before -> Move.DONE, EndFormerInstances.former(deployment), seen);
  }
}
