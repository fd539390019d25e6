package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The instances that a deployment replaced are ended, once they are drained. */
record EndFormerInstances(Deployment deployment) implements Step {
  @Override
  public StepName name() {
    return StepName.END_FORMER_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return deployment.former().isPresent() && !deployment.newInstances().isEmpty();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return former(deployment).stream().toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Ending.next(scene, new Decommission(scene.app().name(), id), seen);
  }

  static Set<InstanceId> former(Deployment deployment) {
    return deployment.former().map(Deployed::instances).orElse(List.of()).stream()
        .map(Instance::id)
        .collect(ImmutableSet.toImmutableSet());
  }
}
