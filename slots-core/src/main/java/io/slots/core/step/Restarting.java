package io.slots.core.step;

import com.google.common.collect.Iterables;
import io.slots.RefusedException;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.operation.Swap;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Optional;

/**
 * Restarts instances (S4.1, S4.2, S4.6).
 *
 * @param scene where it plays
 * @param slot as which slot's instances they run afterwards
 * @param content what they run
 * @param settings what they get
 */
record Restarting(Scene scene, SlotName slot, Content content, Settings settings) {
  /** Restarts what comes in with a swap as what it is about to be: the target's. */
  static Restarting incoming(Scene scene, Swap swap) {
    return new Restarting(scene, swap.target(), swap.incoming().content(), swap.incomingSettings());
  }

  /** What to do next until the instance is restarted. */
  Move once(Instance instance, Seen seen) {
    Optional<Sighting> restart =
        seen.sightings().stream().filter(it -> it.effect() instanceof Restart).findFirst();
    if (restart.isEmpty()) {
      return new Move.Act(effect(instance), scene.limits().restart());
    }
    return restart.get().answer().ok() ? Move.DONE : failed(instance, restart.get());
  }

  /**
   * What to do next until the instance is restarted and available; and, where a traffic rule leads
   * requests for production's host to it, warmed up (S9.1).
   */
  Move untilAvailable(Instance instance, Seen seen) {
    Move restarted = once(instance, seen);
    if (!(restarted instanceof Move.Done)) {
      return restarted;
    }
    List<Sighting> sightings = seen.sightings();
    int available = Iterables.indexOf(sightings, it -> isAvailable(it));
    if (available < 0) {
      return Availability.next(scene, slot, instance, sightings.get(0).began(), seen);
    }
    if (!scene.hasShare(slot)) {
      return Move.DONE;
    }
    return warmUp(instance, seen.after(available));
  }

  private Move warmUp(Instance instance, Seen seen) {
    WarmUpPlan plan;
    try {
      plan = WarmUpPlan.of(settings, content, scene.limits().warmUpStatuses());
    } catch (RefusedException e) {
      return new Move.Fail(instance.id() + " cannot be warmed up: " + e.getMessage());
    }
    return WarmingUp.withoutRestart(scene, slot, plan).next(instance, seen);
  }

  private static boolean isAvailable(Sighting sighting) {
    return sighting.effect() instanceof Probe && sighting.answer().ok();
  }

  Restart effect(Instance instance) {
    return new Restart(scene.app().name(), slot, content, instance, settings);
  }

  static Move failed(Instance instance, Sighting restart) {
    return new Move.Fail(instance.id() + " could not be restarted: " + restart.answer().describe());
  }
}
