package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.Deployment;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/**
 * The new instances of a deployment to production pass the same gate as those of a swap (S9.1):
 * they are warmed up as S4.4 says. To another slot content may come cold; a swap will warm it.
 */
record WarmUpNewInstances(Deployment deployment) implements Step {
  @Override
  public StepName name() {
    return StepName.WARM_UP;
  }

  @Override
  public boolean applies(Scene scene) {
    return deployment.slot().isProduction();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.operation().provisioned().stream().map(Instance::id).toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    Restarting restarting =
        new Restarting(scene, deployment.slot(), deployment.content(), deployment.settings());
    return new WarmingUp(restarting, deployment.warmUp()).next(instance.orElseThrow(), seen);
  }
}
