package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.SlotName;
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

  /** What loses its share has requests in flight that it got by it. */
  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    App app = scene.app();
    App changed = app.withTraffic(sharing.shares());
    for (SlotName slot : app.slots().keySet()) {
      if (app.hasShare(slot) && !changed.hasShare(slot)) {
        changed =
            changed.withSlot(
                slot,
                it -> it.withDeployed(it.deployed().map(deployed -> deployed.withUndrained(true))));
      }
    }
    return changed;
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
