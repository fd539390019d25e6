package io.slots.core.step;

import io.slots.effect.Effect;
import java.time.Duration;
import java.time.Instant;

/**
 * An effect that was done in this step, and what came of it.
 *
 * @param effect what was done
 * @param attempt the how-manieth time in this step; 1 for the first
 * @param began when it was begun
 * @param ended when the answer came, or the engine gave up on it
 * @param answer what came of it
 */
public record Sighting(Effect effect, int attempt, Instant began, Instant ended, Answer answer) {
  /** How long it took. */
  public Duration took() {
    return Duration.between(began, ended);
  }
}
