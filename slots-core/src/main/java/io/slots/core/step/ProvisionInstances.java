package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.operation.Batch;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/**
 * First of all the new instances are made, of a deployment or of a scaling. The slots serve what
 * they have meanwhile. Undone, they are ended.
 */
record ProvisionInstances(List<Batch> batches) implements Step {
  @Override
  public StepName name() {
    return StepName.PROVISION_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !made().isEmpty();
  }

  private List<InstanceId> made() {
    return batches.stream().flatMap(it -> it.made().stream()).toList();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return made();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    if (seen.nothing()) {
      Batch batch = NewInstances.batchOf(batches, id);
      return new Move.Act(
          new Provision(scene.app().name(), batch.slot(), batch.content(), id, batch.settings()),
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
    return made();
  }

  @Override
  public Move undo(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Ending.next(scene, new Decommission(scene.app().name(), id), seen);
  }
}
