package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.operation.Batch;
import io.slots.operation.Scaling;
import io.slots.operation.StepName;
import java.util.ArrayList;
import java.util.List;

/**
 * S2.4: the routes of all slots go to the new set of instances, in one step, and the app is on its
 * new plan. A scaling's point of no return.
 */
record RouteScaling(Scaling scaling) implements Step {
  private static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.UPDATE_ROUTING;
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    App scaled = apply(scene, findings, seen);
    return scaled.slots().equals(scene.app().slots())
        ? Move.DONE
        : Publishing.next(scene.publish(scaled, GENERATION), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    App scaled = scene.app();
    for (Batch batch : scaling.batches()) {
      List<Instance> made = NewInstances.of(scene, batch);
      scaled =
          scaled.withSlot(
              batch.slot(),
              slot -> slot.withDeployed(slot.deployed().map(it -> withMore(it, made))));
    }
    for (SlotName name : scaling.slots()) {
      scaled =
          scaled.withSlot(
              name, slot -> slot.withDeployed(slot.deployed().map(this::withoutSurplus)));
    }
    return scaled.toBuilder().plan(scaling.plan()).build();
  }

  private static Deployed withMore(Deployed deployed, List<Instance> made) {
    List<Instance> all = new ArrayList<>(deployed.instances());
    all.addAll(made);
    return deployed.withInstances(all);
  }

  private Deployed withoutSurplus(Deployed deployed) {
    return deployed.withInstances(
        deployed.instances().stream().filter(it -> !scaling.surplus().contains(it.id())).toList());
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
