package io.slots.kubernetes.store;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long one call to the store goes on: as long as its answer is wanted, and no longer than a
 * limit. Safe for use by several threads.
 */
final class Patience {
  private final LongSupplier nanoTime;
  private final Duration limit;
  private final long begun;
  private volatile boolean ended;

  Patience(LongSupplier nanoTime, Duration limit) {
    this.nanoTime = nanoTime;
    this.limit = limit;
    this.begun = nanoTime.getAsLong();
  }

  /** Nobody wants the answer any more. */
  void end() {
    ended = true;
  }

  boolean isOver() {
    return ended || nanoTime.getAsLong() - begun >= limit.toNanos();
  }
}
