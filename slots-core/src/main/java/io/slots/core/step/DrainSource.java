package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.Set;

/**
 * Before step 1: a source that gets a share of another host's requests (S7.1), or got them until it
 * left that host's route undrained, is taken out of the routes and drained, so that its restart
 * drops none of them. {@link AwaitInstances} puts it back.
 */
record DrainSource(Swap swap) implements Step {
  private static final int GENERATION = 0;

  @Override
  public StepName name() {
    return StepName.DRAIN_SOURCE;
  }

  @Override
  public boolean applies(Scene scene) {
    return isNeeded(scene, swap) && (swap.localCache() || new ApplySettings(swap).applies(scene));
  }

  /** Whether step 1, or the local cache, restarts what has requests of another host. */
  static boolean isNeeded(Scene scene, Swap swap) {
    boolean restarts =
        swap.restartsSource()
            || swap.localCache()
            || !swap.incoming().degradedInstances().isEmpty();
    return restarts && servesOthers(scene, swap);
  }

  /**
   * Whether the source's instances may have requests of another host in flight. Production is not
   * withdrawn for them: it serves while it is prepared.
   */
  static boolean servesOthers(Scene scene, Swap swap) {
    return scene.hasShare(swap.source())
        || (swap.incoming().undrained() && !swap.source().isProduction());
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return drained(scene, swap, GENERATION, seen);
  }

  static Move drained(Scene scene, Swap swap, int generation, Seen seen) {
    return Draining.next(
        scene,
        before ->
            Publishing.next(
                scene.publishWithdrawing(swap.source(), generation), scene.limits(), before),
        ids(scene, swap),
        seen);
  }

  /** The same on the way back, where there is no other way. */
  static Move drainedGoingBack(Scene scene, Swap swap, int generation, Seen seen) {
    return Draining.next(
        scene,
        before ->
            Publishing.untilConfirmed(
                scene.publishWithdrawing(swap.source(), generation), scene.limits(), before),
        ids(scene, swap),
        seen);
  }

  private static Set<InstanceId> ids(Scene scene, Swap swap) {
    return scene.instancesOf(swap.source()).stream()
        .map(Instance::id)
        .collect(ImmutableSet.toImmutableSet());
  }

  @Override
  public boolean undoes(Scene scene) {
    return applies(scene);
  }

  /**
   * The routes as they were; where the source was restarted, its putting back has published them.
   */
  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return Publishing.untilServed(scene.publish(scene.app(), GENERATION), scene.limits(), seen);
  }
}
