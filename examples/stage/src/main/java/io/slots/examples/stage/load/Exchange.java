package io.slots.examples.stage.load;

import java.time.Duration;

/**
 * A request that was sent, and what came of it.
 *
 * @param ask the request
 * @param begun when it was begun, before anything was sent; of {@link System#nanoTime()}
 * @param ended when the last of the answer was read, or it failed; of {@link System#nanoTime()}
 * @param reply what came of it
 */
public record Exchange(Ask ask, long begun, long ended, Reply reply) {
  /** From the first byte sent to the last byte read. */
  public Duration took() {
    return Duration.ofNanos(ended - begun);
  }

  /** How much longer it took than the service was asked to take; never less than nothing. */
  public Duration beyondAsked() {
    Duration beyond = took().minus(ask.serviceTime());
    return beyond.isNegative() ? Duration.ZERO : beyond;
  }

  /** Says whether it failed. */
  public boolean isFailed() {
    return reply instanceof Reply.Failed;
  }
}
