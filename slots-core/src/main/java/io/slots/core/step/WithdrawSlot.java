package io.slots.core.step;

import io.slots.app.App;
import io.slots.operation.Deletion;
import io.slots.operation.StepName;

/**
 * S1.6: the slot's route is withdrawn, and the slot is gone from the app in the same write. The
 * point of no return of its deletion.
 */
record WithdrawSlot(Deletion deletion) implements Step {
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
    return scene.app().withoutSlot(deletion.slot());
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
