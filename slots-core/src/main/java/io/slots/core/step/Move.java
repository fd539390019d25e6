package io.slots.core.step;

import io.slots.effect.Effect;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a step wants next, for one instance or for the app as a whole. */
public sealed interface Move {
  /**
   * Do this, and wait for its answer for so long at most.
   *
   * @param effect what to do
   * @param limit after which the engine gives up on the answer
   */
  record Act(Effect effect, Duration limit) implements Move {}

  /**
   * Ask again at that time.
   *
   * @param until when
   * @param why what is waited for, in plain words (S8.2); the same as long as it is the same wait
   * @param deadline until when it is waited for at most; empty if tries are counted, not time
   */
  record Pause(Instant until, String why, Optional<Instant> deadline) implements Move {
    /** Ask again at that time, however often. */
    public Pause(Instant until, String why) {
      this(until, why, Optional.empty());
    }
  }

  /** All is done. */
  record Done() implements Move {}

  /**
   * It cannot be done.
   *
   * @param reason why, in plain words
   * @param harmless whether it is certain that the step as a whole has done nothing, so that there
   *     is nothing of it to undo
   */
  record Fail(String reason, boolean harmless) implements Move {
    /** It cannot be done, and may have done something. */
    public Fail(String reason) {
      this(reason, false);
    }
  }

  /** The operation is to pause until somebody decides how it goes on (S5.2). */
  record Park() implements Move {}

  /** All is done. */
  Move DONE = new Done();

  /** The operation is to pause. */
  Move PARK = new Park();
}
