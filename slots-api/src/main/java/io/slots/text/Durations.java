package io.slots.text;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Durations as one reads them: {@code 500 ms}, {@code 1.3 s}, {@code 2 min 5 s}. */
public final class Durations {
  private Durations() {}

  /** Returns the duration to the millisecond, for one that was set. */
  public static String exact(Duration duration) {
    long millis = duration.toMillis();
    if (millis == 0) {
      return duration.isZero() ? "0 ms" : "less than 1 ms";
    }
    if (millis < 0) {
      return "-" + exact(duration.negated());
    }
    if (millis < 1000) {
      return millis + " ms";
    }
    List<String> parts = new ArrayList<>();
    add(parts, duration.toDaysPart(), "d");
    add(parts, duration.toHoursPart(), "h");
    add(parts, duration.toMinutesPart(), "min");
    BigDecimal seconds =
        BigDecimal.valueOf(duration.toSecondsPart() * 1000L + duration.toMillisPart(), 3);
    if (seconds.signum() > 0) {
      parts.add(seconds.stripTrailingZeros().toPlainString() + " s");
    }
    return String.join(" ", parts);
  }

  /**
   * Returns about how long it is, for one that was measured; less than nothing if a clock jumped.
   */
  public static String rounded(Duration duration) {
    Duration length = duration.abs();
    if (length.toSeconds() < 1) {
      return exact(duration);
    }
    return exact(
        length.toMinutes() < 1
            ? to(Duration.ofMillis(100), duration)
            : length.toHours() < 1
                ? to(Duration.ofSeconds(1), duration)
                : to(Duration.ofMinutes(1), duration));
  }

  private static Duration to(Duration unit, Duration duration) {
    long half = unit.toMillis() / 2 * (duration.isNegative() ? -1 : 1);
    return unit.multipliedBy((duration.toMillis() + half) / unit.toMillis());
  }

  private static void add(List<String> parts, long count, String unit) {
    if (count > 0) {
      parts.add(count + " " + unit);
    }
  }
}
