package io.slots.core.step;

import io.slots.app.SlotName;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** S4.10: where function keys live in the content, the keys of both slots are made anew. */
record ResetKeys(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.RESET_KEYS;
  }

  @Override
  public boolean applies(Scene scene) {
    return swap.resetsKeys();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    List<SlotName> slots = List.of(swap.target(), swap.source());
    long done = seen.sightings().stream().filter(it -> it.answer().ok()).count();
    if (done == slots.size()) {
      return Move.DONE;
    }
    long failed = seen.sightings().size() - done;
    Optional<Sighting> last = seen.last().filter(it -> !it.answer().ok());
    if (failed >= scene.limits().routingTries()) {
      return new Move.Fail(
          "the function keys of "
              + slots.get((int) done)
              + " could not be reset: "
              + last.map(it -> it.answer().describe()).orElse(""));
    }
    Instant again = last.map(it -> it.ended().plus(scene.limits().retryPause())).orElse(seen.now());
    if (seen.now().isBefore(again)) {
      return new Move.Pause(again, "the function keys to be reset");
    }
    return new Move.Act(
        new io.slots.effect.ResetKeys(scene.app().name(), slots.get((int) done)),
        scene.limits().restart());
  }
}
