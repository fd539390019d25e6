package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import io.slots.operation.Operation;
import io.slots.text.Durations;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The time that an operation has until its switch (S4.2). For use at the run's mailbox only. */
final class OverallLimit {
  private final Scheduler scheduler;
  private Scheduler.@Nullable Timer timer;

  OverallLimit(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /** Tells when the time is over, counted from the start, or from where it was gone on with. */
  void watch(Operation operation, Runnable over) {
    Instant since = operation.resumedAt().orElse(operation.startedAt());
    Duration left = Duration.between(scheduler.now(), since.plus(operation.limits().overall()));
    timer = scheduler.after(left.isNegative() ? Duration.ZERO : left, over);
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
    }
  }

  static String reason(Operation operation) {
    return "it was not ready to switch within " + Durations.exact(operation.limits().overall());
  }
}
