package io.slots.examples.crash;

import java.time.Duration;
import java.util.Locale;

/** How durations are shown. */
final class Seconds {
  private Seconds() {}

  static String text(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }
}
