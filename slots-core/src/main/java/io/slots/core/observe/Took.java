package io.slots.core.observe;

import java.time.Duration;

/** Durations as a person says them: {@code 450 ms}, {@code 3.2 s}, {@code 2 min 5 s}. */
final class Took {
  private Took() {}

  static String text(Duration duration) {
    // A clock that was put back makes a negative one.
    long millis = Math.max(0, duration.toMillis());
    if (millis < 1_000) {
      return millis + " ms";
    }
    long seconds = millis / 1_000;
    if (seconds < 60) {
      return seconds + "." + millis % 1_000 / 100 + " s";
    }
    long minutes = seconds / 60;
    return minutes < 60
        ? minutes + " min " + seconds % 60 + " s"
        : minutes / 60 + " h " + minutes % 60 + " min";
  }
}
