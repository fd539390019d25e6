package io.slots.core.step;

import io.slots.app.App;
import io.slots.operation.Sharing;
import io.slots.operation.StepName;

/** New traffic rules come into force, in one step (S7.1). */
record RouteShares(Sharing sharing) implements Step {
  private static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.UPDATE_ROUTING;
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Publishing.next(
        scene.publish(apply(scene, findings, seen), GENERATION), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return scene.app().withTraffic(sharing.shares());
  }

  @Override
  public boolean undoes(Scene scene) {
    return true;
  }

  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return Publishing.untilConfirmed(scene.publish(scene.app(), GENERATION), scene.limits(), seen);
  }
}
