package io.slots.core.step;

import com.google.common.collect.Iterables;
import io.slots.effect.ShowToken;
import io.slots.operation.StepName;
import java.time.Instant;

/**
 * S9.4: before an engine goes on with a step of which it has taken the operation over, every part
 * of the platform learns its fencing token. Without that an engine that stood still could still
 * change what its successor has not touched yet. So there is no going on without it: it is tried
 * until it is done. Then comes what the step itself wants done first.
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
    int shown = shown(seen);
    return shown < 0 ? show(scene, seen) : underWay.takeOver(scene, seen.after(shown));
  }

  @Override
  public Move finishUndo(Scene scene, Findings findings, Seen seen) {
    int shown = shown(seen);
    return shown < 0 ? show(scene, seen) : underWay.takeOverUndo(scene, seen.after(shown));
  }

  private static int shown(Seen seen) {
    return Iterables.indexOf(
        seen.sightings(), it -> it.effect() instanceof ShowToken && it.answer().ok());
  }

  private static Move show(Scene scene, Seen seen) {
    Instant again =
        seen.last()
            .map(it -> it.ended().plus(Pauses.after(seen.sightings().size(), scene.limits())))
            .orElse(seen.now());
    return seen.now().isBefore(again)
        ? new Move.Pause(again, "every part to know the new fencing token")
        : new Move.Act(new ShowToken(scene.app().name()), scene.limits().routing());
  }
}
