package io.slots.text;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Instants as ISO-8601 in UTC, all equally long. */
public final class Instants {
  private static final DateTimeFormatter SECONDS =
      new DateTimeFormatterBuilder().appendInstant(0).toFormatter();
  private static final DateTimeFormatter MILLIS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private Instants() {}

  /** Returns the instant to the second: {@code 2026-05-04T09:00:00Z}. */
  public static String seconds(Instant instant) {
    return SECONDS.format(instant);
  }

  /** Returns the instant to the millisecond: {@code 2026-05-04T09:00:00.000Z}. */
  public static String millis(Instant instant) {
    return MILLIS.format(instant);
  }
}
