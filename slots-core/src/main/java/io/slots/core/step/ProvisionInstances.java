package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/**
 * A deployment's first step: the new instances are made. The slot serves what it has meanwhile.
 * Undone, they are ended.
 */
record ProvisionInstances(Deployment deployment) implements Step {
  @Override
  public StepName name() {
    return StepName.PROVISION_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !deployment.newInstances().isEmpty();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return deployment.newInstances();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    if (seen.nothing()) {
      return new Move.Act(
          new Provision(
              scene.app().name(),
              deployment.slot(),
              deployment.content(),
              id,
              deployment.settings()),
          scene.limits().restart());
    }
    Answer answer = seen.sightings().get(0).answer();
    return answer.ok()
        ? Move.DONE
        : new Move.Fail(id + " could not be started: " + answer.describe());
  }

  @Override
  public boolean undoes(Scene scene) {
    return applies(scene);
  }

  @Override
  public List<InstanceId> undoInstances(Scene scene) {
    return deployment.newInstances();
  }

  @Override
  public Move undo(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Ending.next(scene, new Decommission(scene.app().name(), id), seen);
  }
}
