package io.slots.core.step;

import io.slots.app.InstanceId;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Waits until instances have no request in flight, up to the drain deadline (S4.6). */
final class Draining {
  private Draining() {}

  /**
   * What to do next until {@code instances} are drained.
   *
   * @param withdrawal the table without them, if it is not in force already
   */
  static Move next(
      Scene scene, List<PublishRoutes> withdrawal, Set<InstanceId> instances, Seen seen) {
    Optional<Sighting> counted = seen.last().filter(it -> it.effect() instanceof CountInFlight);
    if (counted.isEmpty() && !withdrawal.isEmpty()) {
      Move withdrawn = Publishing.next(withdrawal.get(0), scene.limits(), seen);
      if (!(withdrawn instanceof Move.Done)) {
        return withdrawn;
      }
    }
    CountInFlight count = new CountInFlight(scene.app().name(), instances);
    if (counted.isEmpty()) {
      return new Move.Act(count, scene.limits().routing());
    }
    if (counted.get().answer() instanceof Answer.Counted answer && answer.total() == 0) {
      return Move.DONE;
    }
    Instant deadline = firstCount(seen).plus(scene.limits().drain());
    if (!seen.now().isBefore(deadline)) {
      return Move.DONE;
    }
    Instant again = counted.get().ended().plus(scene.limits().drainPause());
    Instant until = again.isBefore(deadline) ? again : deadline;
    return seen.now().isBefore(until)
        ? new Move.Pause(
            until, "requests in flight to finish: " + counted.get().answer().describe())
        : new Move.Act(count, scene.limits().routing());
  }

  private static Instant firstCount(Seen seen) {
    return seen.sightings().stream()
        .filter(it -> it.effect() instanceof CountInFlight)
        .findFirst()
        .map(Sighting::began)
        .orElse(seen.now());
  }
}
