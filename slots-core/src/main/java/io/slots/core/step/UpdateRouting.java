package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LastSwap;
import io.slots.app.Slot;
import io.slots.effect.PublishRoutes;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * S4.5: the routes of both slots are switched in one step, and with them content, instances and
 * free settings change places. The point of no return.
 *
 * <p>A router that refuses turns the swap back. One that does not answer is read, and asked again;
 * if it never confirms, going back publishes a newer table of the old routes, so that whatever the
 * router does late is superseded.
 */
record UpdateRouting(Swap swap) implements Step {
  static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.UPDATE_ROUTING;
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Publishing.next(
        scene.publish(switched(scene, Optional.empty()), GENERATION), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    LastSwap lastSwap =
        LastSwap.builder()
            .operation(scene.operation().id())
            .at(whole.now())
            .source(swap.source())
            .target(swap.target())
            .preservedVnet(swap.preserveVnet())
            .targetKeptWarmUntil(scene.app().slot(swap.target()).keptWarmUntil())
            .build();
    Optional<Instant> targetKept = targetKeptWarmUntil(scene);
    return switched(scene, Optional.of(lastSwap))
        .withSlot(
            swap.source(),
            it ->
                it.toBuilder()
                    .deployed(it.deployed().map(that -> that.withUndrained(true)))
                    .keptWarmUntil(
                        swap.restartsFormerTarget()
                            ? swap.keepWarm().map(whole.now()::plus)
                            : Optional.empty())
                    .build())
        .withSlot(
            swap.target(),
            it ->
                it.toBuilder()
                    .deployed(
                        it.deployed().map(that -> that.withUndrained(isStillUndrained(scene))))
                    .keptWarmUntil(targetKept)
                    .build());
  }

  /** What is no production now, and was drained by nobody, has what it had in flight. */
  private boolean isStillUndrained(Scene scene) {
    boolean leftAnotherHost = scene.hasShare(swap.source()) || swap.incoming().undrained();
    boolean servesProduction = swap.target().isProduction() || scene.hasShare(swap.target());
    return leftAnotherHost && !servesProduction && !DrainSource.isNeeded(scene, swap);
  }

  /** What comes back by routing alone may have to be settled yet, in the target itself. */
  private Optional<Instant> targetKeptWarmUntil(Scene scene) {
    return swap.switchesBack()
        ? scene.app().slot(swap.target()).lastSwap().flatMap(LastSwap::targetKeptWarmUntil)
        : Optional.empty();
  }

  private App switched(Scene scene, Optional<LastSwap> lastSwap) {
    Slot source = scene.app().slot(swap.source());
    Slot target = scene.app().slot(swap.target());
    return scene
        .app()
        .withSlot(
            source.toBuilder()
                .deployed(target.deployed())
                .settings(swap.settings().sourceAfter())
                .lastSwap(lastSwap.or(source::lastSwap))
                .build())
        .withSlot(
            target.toBuilder()
                .deployed(source.deployed())
                .settings(swap.settings().targetAfter())
                .lastSwap(lastSwap.or(target::lastSwap))
                .build());
  }

  @Override
  public boolean undoes(Scene scene) {
    return true;
  }

  /**
   * The switch may have been in force, in part or unnoticed: what the target's host sent to the
   * source's instances is finished before anything restarts them.
   */
  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    PublishRoutes former = scene.publish(scene.app(), GENERATION);
    Set<InstanceId> instances =
        scene.instancesOf(swap.source()).stream()
            .map(Instance::id)
            .collect(ImmutableSet.toImmutableSet());
    return Draining.next(
        scene,
        before -> Publishing.untilConfirmed(former, scene.limits(), before),
        instances,
        seen);
  }
}
