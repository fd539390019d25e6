package io.slots.examples.liveswap.picture;

import io.slots.operation.Direction;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A step of an operation, as it is drawn.
 *
 * @param step the step, which has a row of its own
 * @param undone whether it was undone in it
 * @param from when it began, in seconds from the start of the picture
 * @param to when it ended, in seconds from the start of the picture
 */
public record StepSpan(StepName step, boolean undone, double from, double to) {
  /** Returns how the step of {@code time} is drawn in a picture that begins at {@code start}. */
  public static StepSpan of(StepTime time, Instant start) {
    return new StepSpan(
        time.step(),
        time.direction() == Direction.BACK,
        seconds(start, time.began()),
        seconds(start, time.ended()));
  }

  private static double seconds(Instant start, Instant moment) {
    return Duration.between(start, moment).toNanos() / 1e9;
  }
}
