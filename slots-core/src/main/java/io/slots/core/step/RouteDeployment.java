package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import java.util.Optional;

/** The slot's route goes to the new instances, in one step. A deployment's point of no return. */
record RouteDeployment(Deployment deployment) implements Step {
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
    Deployed deployed =
        Deployed.of(deployment.content(), scene.operation().provisioned(), deployment.settings());
    return scene
        .app()
        .withSlot(deployment.slot(), slot -> slot.withDeployed(Optional.of(deployed)));
  }

  @Override
  public boolean undoes(Scene scene) {
    return true;
  }

  /** What the new instances may have got in the meantime they finish before they are ended. */
  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    PublishRoutes former = scene.publish(scene.app(), GENERATION);
    return Draining.next(
        scene,
        before -> Publishing.untilConfirmed(former, scene.limits(), before),
        scene.operation().provisioned().stream()
            .map(Instance::id)
            .collect(ImmutableSet.toImmutableSet()),
        seen);
  }
}
