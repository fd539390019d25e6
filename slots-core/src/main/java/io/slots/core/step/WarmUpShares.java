package io.slots.core.step;

import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Sharing;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;

/**
 * S9.1: the instances of a slot to which production's host is to lead are warmed up as S4.4 says
 * before it does. None of them is restarted for it: whoever sets a traffic rule has not asked for
 * that.
 */
record WarmUpShares(Sharing sharing) implements Step {
  @Override
  public StepName name() {
    return StepName.WARM_UP;
  }

  @Override
  public boolean applies(Scene scene) {
    return !instances(scene).isEmpty();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return sharing.admissions().stream()
        .flatMap(it -> ready(scene, it.slot()).stream())
        .map(Instance::id)
        .toList();
  }

  private static List<Instance> ready(Scene scene, SlotName slot) {
    return scene.app().slot(slot).deployed().map(Deployed::readyInstances).orElse(List.of());
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    Sharing.Admission admission =
        sharing.admissions().stream()
            .filter(it -> ready(scene, it.slot()).stream().anyMatch(one -> one.id().equals(id)))
            .findFirst()
            .orElseThrow();
    return WarmingUp.withoutRestart(scene, admission.slot(), admission.warmUp())
        .next(instance.orElseThrow(), seen);
  }
}
