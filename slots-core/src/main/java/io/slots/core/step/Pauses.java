package io.slots.core.step;

import com.google.common.collect.Comparators;
import io.slots.operation.Limits;
import java.time.Duration;

/** How long to pause between tries that may go on for days. */
final class Pauses {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Pauses() {}

  /** Twice as long after each try, half a minute at most. */
  static Duration after(long tries, Limits limits) {
    Duration pause = Comparators.min(limits.retryPause(), LONGEST);
    for (long i = 1; i < tries && pause.compareTo(LONGEST) < 0; i++) {
      pause = Comparators.min(pause.multipliedBy(2), LONGEST);
    }
    return pause;
  }
}
