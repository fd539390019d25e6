package io.slots.testkit.simulation;

import java.time.Duration;

/**
 * Something that happens to a simulated world from outside: what users want, and what goes wrong.
 */
interface Happening {
  /** Makes it happen. */
  void happen(Town town);

  /** What kind it is, for counts: {@code engine dies}. */
  String kind();

  /** Says it, for people: {@code engine 2 dies for 40 s}. */
  String describe();

  /** Whether somebody wants it; otherwise it is trouble. */
  default boolean isWish() {
    return false;
  }

  /** A duration in a sentence. */
  static String text(Duration duration) {
    return duration.toMillis() / 1000.0 + " s";
  }
}
