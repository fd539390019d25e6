package io.slots.core.step;

import io.slots.effect.ShowToken;
import io.slots.operation.StepName;
import java.time.Instant;
import java.util.Optional;

/**
 * S9.4: before an engine goes on with a step of which it has taken the operation over, every part
 * of the platform learns its fencing token. Without that an engine that stood still could still
 * change what its successor has not touched yet. So there is no going on without it: it is tried
 * until it is done.
 *
 * @param underWay the step
 */
public record TakeCharge(Step underWay) implements Step {
  @Override
  public StepName name() {
    return underWay.name();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return next(scene, seen);
  }

  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    return next(scene, seen);
  }

  private static Move next(Scene scene, Seen seen) {
    Optional<Sighting> last = seen.last();
    if (last.filter(it -> it.answer().ok()).isPresent()) {
      return Move.DONE;
    }
    Instant again =
        last.map(it -> it.ended().plus(Pauses.after(seen.sightings().size(), scene.limits())))
            .orElse(seen.now());
    return seen.now().isBefore(again)
        ? new Move.Pause(again, "every part to know the new fencing token")
        : new Move.Act(new ShowToken(scene.app().name()), scene.limits().routing());
  }
}
