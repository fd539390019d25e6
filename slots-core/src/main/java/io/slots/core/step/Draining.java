package io.slots.core.step;

import com.google.common.collect.Comparators;
import io.slots.app.InstanceId;
import io.slots.effect.CountInFlight;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Waits until instances have no request in flight, up to the drain deadline (S4.6). */
final class Draining {
  private Draining() {}

  /**
   * What to do next until {@code instances} are drained.
   *
   * @param withdrawal what is done first, so that they get no new requests
   */
  static Move next(
      Scene scene, Function<Seen, Move> withdrawal, Set<InstanceId> instances, Seen seen) {
    Optional<Sighting> counted = seen.last().filter(it -> it.effect() instanceof CountInFlight);
    if (counted.isEmpty()) {
      Move withdrawn = withdrawal.apply(seen);
      return withdrawn instanceof Move.Done
          ? count(scene, instances, scene.limits().drain())
          : withdrawn;
    }
    if (counted.get().answer() instanceof Answer.Counted answer && answer.total() == 0) {
      return Move.DONE;
    }
    Instant deadline = firstCount(seen).plus(scene.limits().drain());
    if (!seen.now().isBefore(deadline)) {
      return Move.DONE;
    }
    Instant again = counted.get().ended().plus(scene.limits().drainPause());
    Instant until = Comparators.min(again, deadline);
    return seen.now().isBefore(until)
        ? new Move.Pause(until, "requests in flight to finish", Optional.of(deadline))
        : count(scene, instances, Duration.between(seen.now(), deadline));
  }

  /** A router that does not answer holds nobody up past the drain deadline. */
  private static Move count(Scene scene, Set<InstanceId> instances, Duration left) {
    return new Move.Act(
        new CountInFlight(scene.app().name(), instances),
        Comparators.min(left, scene.limits().routing()));
  }

  private static Instant firstCount(Seen seen) {
    return seen.sightings().stream()
        .filter(it -> it.effect() instanceof CountInFlight)
        .findFirst()
        .map(Sighting::began)
        .orElse(seen.now());
  }
}
