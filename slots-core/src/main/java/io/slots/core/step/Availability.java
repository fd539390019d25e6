package io.slots.core.step;

import com.google.common.collect.Comparators;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Probe;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Waits until an instance is available: until it gives any HTTP response (S4.2). */
final class Availability {
  private static final String PATH = "/";

  private Availability() {}

  /**
   * What to do next until {@code instance} of {@code slot} is available, having started at {@code
   * since}.
   */
  static Move next(Scene scene, SlotName slot, Instance instance, Instant since, Seen seen) {
    Optional<Sighting> last = seen.last().filter(it -> it.effect() instanceof Probe);
    if (last.isPresent() && last.get().answer().ok()) {
      return Move.DONE;
    }
    Duration left = Duration.between(seen.now(), since.plus(scene.limits().restart()));
    if (left.isZero() || left.isNegative()) {
      return new Move.Fail(
          instance.id()
              + " was not available within "
              + Durations.text(scene.limits().restart())
              + last.map(it -> ": " + it.answer().describe()).orElse(""));
    }
    if (last.isPresent()) {
      Instant again = last.get().ended().plus(scene.limits().retryPause());
      if (seen.now().isBefore(again)) {
        return new Move.Pause(
            again,
            instance.id() + " to be available",
            Optional.of(since.plus(scene.limits().restart())));
      }
    }
    Duration limit = Comparators.min(left, scene.limits().warmUpRequest());
    return new Move.Act(
        new Probe(scene.app().name(), instance, scene.app().host(slot), PATH, limit), limit);
  }
}
