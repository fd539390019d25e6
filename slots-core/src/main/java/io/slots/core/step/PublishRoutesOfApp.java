package io.slots.core.step;

import io.slots.operation.StepName;

/** A rerouting's only step: the app's routes, as the app is now, are brought into force. */
record PublishRoutesOfApp() implements Step {
  private static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.UPDATE_ROUTING;
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Publishing.next(scene.publish(scene.app(), GENERATION), scene.limits(), seen);
  }
}
