package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Optional;

/**
 * S4.1: the source's instances get their own free settings and the target's sticky ones. Where that
 * changes nothing, none is restarted.
 *
 * <p>Undone, it puts the source back exactly (S4.2): settings, instances, routes.
 */
record ApplySettings(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.APPLY_SETTINGS;
  }

  @Override
  public boolean applies(Scene scene) {
    return !instances(scene).isEmpty();
  }

  /** Where nothing changes, still those that are degraded: what they run with is not known. */
  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(swap.source()).stream()
        .filter(instance -> swap.restartsSource() || !instance.ready())
        .map(Instance::id)
        .toList();
  }

  @Override
  public boolean restarts() {
    return true;
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return Restarting.incoming(scene, swap).once(instance.orElseThrow(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return scene
        .app()
        .withSlot(
            swap.source(),
            slot ->
                slot.withDeployed(
                    slot.deployed()
                        .map(
                            it ->
                                it.updated(findings.latest())
                                    .startedWith(swap.incomingSettings()))));
  }

  @Override
  public boolean undoes(Scene scene) {
    return true;
  }

  @Override
  public List<InstanceId> undoInstances(Scene scene) {
    boolean touched =
        swap.restartsSource() || swap.localCache() || !scene.operation().restarted().isEmpty();
    return touched
        ? scene.instancesOf(swap.source()).stream().map(Instance::id).toList()
        : List.of();
  }

  @Override
  public Move undo(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return new Restarting(
            scene,
            swap.source(),
            swap.incoming().content(),
            swap.settings().sourceEffectiveBefore())
        .untilAvailable(instance.orElseThrow(), seen);
  }

  /** They may have got their share back. */
  @Override
  public Move takeOverUndo(Scene scene, Seen seen) {
    return scene.hasShare(swap.source()) && !undoInstances(scene).isEmpty()
        ? DrainSource.drainedGoingBack(scene, swap, 2, seen)
        : Move.DONE;
  }

  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return undoInstances(scene).isEmpty()
        ? Move.DONE
        : Publishing.untilServed(
            scene.publish(applyUndo(scene, findings), 1), scene.limits(), seen);
  }

  /** A source that was kept warm has what it would have got when its time is over. */
  @Override
  public App applyUndo(Scene scene, Findings findings) {
    return undoInstances(scene).isEmpty()
        ? scene.app()
        : Instances.judged(
                scene.app(), swap.source(), findings, swap.settings().sourceEffectiveBefore())
            .withSlot(swap.source(), Slot::notKeptWarm);
  }
}
