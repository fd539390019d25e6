package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Optional;

/** S4.2: every instance of the source finishes its restart and is available. */
record AwaitInstances(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.AWAIT_INSTANCES;
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(swap.source()).stream().map(Instance::id).toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Availability.next(scene, swap.target(), instance.orElseThrow(), seen.since(), seen);
  }

  /**
   * Instances that listen elsewhere since their restart, or were drained before it, are published.
   */
  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    App changed = apply(scene, findings, seen);
    boolean routed =
        changed
            .slot(swap.source())
            .deployed()
            .map(Deployed::instances)
            .orElse(List.of())
            .equals(swap.incoming().instances());
    return routed && !DrainSource.isNeeded(scene, swap)
        ? Move.DONE
        : Publishing.next(scene.publishPreparing(swap, changed, 1), scene.limits(), seen);
  }

  @Override
  public boolean undoes(Scene scene) {
    return DrainSource.servesOthers(scene, swap)
        && !new ApplySettings(swap).undoInstances(scene).isEmpty();
  }

  /** What was published, or never drained, is drained before restarts put the source back. */
  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return DrainSource.drainedGoingBack(scene, swap, 2, seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return Instances.judged(scene.app(), swap.source(), findings);
  }
}
