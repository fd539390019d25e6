package io.slots.core.step;

import io.slots.effect.Decommission;
import java.time.Instant;
import java.util.Optional;

/**
 * Ends an instance for good, with as many tries as a table is published with. One that could not be
 * ended stands in no slot, so that nothing asks for its end again: whoever reads of it has to.
 */
final class Ending {
  private Ending() {}

  static Move next(Scene scene, Decommission decommission, Seen seen) {
    Optional<Sighting> last = seen.last();
    if (last.isPresent() && last.get().answer().ok()) {
      return Move.DONE;
    }
    if (seen.sightings().size() >= scene.limits().routingTries()) {
      return new Move.Fail(
          decommission.instance()
              + " could not be ended: "
              + last.map(it -> it.answer().describe()).orElse("")
              + "; end it yourself, it is not asked for again");
    }
    Instant again = last.map(it -> it.ended().plus(scene.limits().retryPause())).orElse(seen.now());
    return seen.now().isBefore(again)
        ? new Move.Pause(again, decommission.instance() + " to end")
        : new Move.Act(decommission, scene.limits().restart());
  }
}
