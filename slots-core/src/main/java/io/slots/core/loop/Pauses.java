package io.slots.core.loop;

import java.time.Duration;

/** Pauses between tries: each twice as long as the one before, half a minute at most. */
final class Pauses {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next;

  Pauses(Duration first) {
    next = first;
  }

  Duration next() {
    Duration pause = next.compareTo(LONGEST) < 0 ? next : LONGEST;
    next = pause.multipliedBy(2);
    return pause;
  }
}
