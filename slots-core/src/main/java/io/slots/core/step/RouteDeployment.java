package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.operation.Batch;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import java.util.Collections;

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
    Batch batch = deployment.batch();
    Deployed deployed =
        Deployed.of(batch.content(), scene.operation().provisioned(), batch.settings())
            .withMadeByLibrary(!batch.made().isEmpty())
            .withUndrained(isUndrained(scene));
    return scene
        .app()
        .withSlot(
            deployment.slot(),
            slot ->
                deployment.restart()
                    ? slot.withNewInstances(deployed)
                    : slot.withNewContent(deployed));
  }

  /** The embedder may have given instances that the slot had already. */
  private boolean isUndrained(Scene scene) {
    return scene
        .app()
        .slot(deployment.slot())
        .deployed()
        .filter(Deployed::undrained)
        .filter(
            it ->
                !Collections.disjoint(
                    it.instances().stream().map(Instance::id).toList(),
                    scene.operation().provisioned().stream().map(Instance::id).toList()))
        .isPresent();
  }

  @Override
  public boolean undoes(Scene scene) {
    return true;
  }

  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return NewInstances.withdrawn(scene, GENERATION, seen);
  }
}
