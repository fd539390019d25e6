package io.slots.examples.stage.verdict;

import java.time.Duration;

/**
 * A stretch of the run.
 *
 * @param name what it is called: {@code after swap}; of an operation's phase, the operation: {@code
 *     swap}
 * @param operation whether an operation is under way in it
 * @param from when it begins; of {@link System#nanoTime()}
 * @param to when it ends, which is no more in it; of {@link System#nanoTime()}
 */
public record Phase(String name, boolean operation, long from, long to) {
  /** How long it is. */
  public Duration length() {
    return Duration.ofNanos(to - from);
  }

  /** Its name where all phases are listed: {@code during swap}. */
  String title() {
    return operation ? "during " + name : name;
  }

  boolean contains(long moment) {
    return moment - from >= 0 && moment - to < 0;
  }
}
