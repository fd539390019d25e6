package io.slots.core.step;

import io.slots.effect.Effect;
import java.time.Duration;
import java.time.Instant;

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
   * @param why what is waited for, in plain words (S8.2)
   */
  record Pause(Instant until, String why) implements Move {}

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

  /** All is done. */
  Move DONE = new Done();
}
