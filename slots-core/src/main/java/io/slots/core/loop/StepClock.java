package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import java.time.Instant;

/**
 * The time in a step. It begins with what the clock says, and goes on by a time that no clock
 * changes: a clock that is set forward must not end a drain, or give up on a restart.
 */
final class StepClock {
  private final Scheduler scheduler;
  private final Instant began;
  private final long beganNanos;

  StepClock(Scheduler scheduler) {
    this.scheduler = scheduler;
    this.began = scheduler.now();
    this.beganNanos = scheduler.nanoTime();
  }

  Instant now() {
    return began.plusNanos(scheduler.nanoTime() - beganNanos);
  }
}
