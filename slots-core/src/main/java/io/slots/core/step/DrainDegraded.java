package io.slots.core.step;

import io.slots.app.InstanceId;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Repair;
import io.slots.operation.StepName;
import java.util.Set;

/**
 * Before a repair: instances that became degraded undrained, or whose routes were never confirmed,
 * are taken out of the routes and finish what they have.
 */
record DrainDegraded(Repair repair) implements Step {
  private static final int GENERATION = 5;

  @Override
  public StepName name() {
    return StepName.DRAIN_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return repair.deployed().undrained();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return drained(scene, repair, seen);
  }

  /** Where the routes are not confirmed, requests may still go to them: they are left alone. */
  @Override
  public Set<InstanceId> degradedIfFailed(Scene scene) {
    return repair.instances();
  }

  static Move drained(Scene scene, Repair repair, Seen seen) {
    PublishRoutes without = scene.publish(scene.app(), GENERATION);
    return Draining.next(
        scene,
        before -> Publishing.next(without, scene.limits(), before),
        repair.instances(),
        seen);
  }
}
