package io.slots.core.step;

import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutingTable;
import io.slots.operation.StepName;
import java.util.List;

/** S1.6: all routes of the app are withdrawn. The point of no return of its deletion. */
record WithdrawApp() implements Step {
  private static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.UPDATE_ROUTING;
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    RoutingTable nothing =
        new RoutingTable(scene.app().name(), scene.generation(GENERATION), List.of());
    return Publishing.next(new PublishRoutes(nothing), scene.limits(), seen);
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
