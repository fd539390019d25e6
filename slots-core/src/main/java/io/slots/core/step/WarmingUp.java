package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.RequestPath;
import io.slots.app.SlotName;
import io.slots.effect.Probe;
import io.slots.operation.Limits;
import io.slots.operation.WarmUpPlan;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Warms one instance up (S4.4): path by path; an instance that does not answer is restarted after
 * three requests and has failed after five, by the default limits. An answer outside the accepted
 * statuses fails it at once. While an instance comes back from such a restart, refused connections
 * do not count.
 *
 * @param scene where it plays
 * @param slot as which slot's instance it is asked
 * @param restarting restarts the instance with the settings that it is warmed up with, if it may be
 * @param drainsFirst whether it may have requests of another host in flight
 * @param plan the paths and the accepted statuses
 */
record WarmingUp(
    Scene scene,
    SlotName slot,
    Optional<Restarting> restarting,
    boolean drainsFirst,
    WarmUpPlan plan) {
  WarmingUp(Restarting restarting, WarmUpPlan plan) {
    this(restarting.scene(), restarting.slot(), Optional.of(restarting), false, plan);
  }

  /** One that does not answer has finished its other requests, or had time to, when it restarts. */
  static WarmingUp drainingFirst(Restarting restarting, WarmUpPlan plan) {
    return new WarmingUp(
        restarting.scene(), restarting.slot(), Optional.of(restarting), true, plan);
  }

  /** One that does not answer is not restarted. */
  static WarmingUp withoutRestart(Scene scene, SlotName slot, WarmUpPlan plan) {
    return new WarmingUp(scene, slot, Optional.empty(), false, plan);
  }

  Move next(Instance instance, Seen seen) {
    Limits limits = scene.limits();
    WarmUpProgress progress = WarmUpProgress.of(seen, plan, limits);
    if (!progress.failure().isEmpty()) {
      return new Move.Fail(instance.id() + " " + progress.failure());
    }
    if (progress.pathsDone() == plan.paths().size()) {
      return Move.DONE;
    }
    String path = plan.paths().get(progress.pathsDone());
    if (progress.unanswered() >= limits.timeoutsBeforeFailure()) {
      return new Move.Fail(
          instance.id()
              + " did not answer GET "
              + RequestPath.shown(path)
              + " in "
              + progress.unanswered()
              + " requests: "
              + seen.last().map(it -> it.answer().describe()).orElse(""));
    }
    if (restarting.isPresent()
        && progress.unanswered() == limits.timeoutsBeforeRestart()
        && !progress.restarted()) {
      Move drained =
          drainsFirst
              ? Draining.next(scene, before -> Move.DONE, Set.of(instance.id()), seen)
              : Move.DONE;
      return drained instanceof Move.Done
          ? new Move.Act(restarting.get().effect(instance), limits.restart())
          : drained;
    }
    Instant again =
        seen.last()
            .filter(it -> !it.answer().ok())
            .map(it -> it.ended().plus(limits.retryPause()))
            .orElse(seen.now());
    if (seen.now().isBefore(again)) {
      return new Move.Pause(again, instance.id() + " to answer GET " + RequestPath.shown(path));
    }
    return new Move.Act(
        new Probe(
            scene.app().name(), instance, scene.app().host(slot), path, limits.warmUpRequest()),
        limits.warmUpRequest());
  }
}
