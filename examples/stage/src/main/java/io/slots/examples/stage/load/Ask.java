package io.slots.examples.stage.load;

import java.time.Duration;

/**
 * One request to be sent.
 *
 * @param kind what kind of request it is
 * @param path path and query
 * @param serviceTime how long the service is asked to take; zero for "as fast as it can"
 */
public record Ask(Kind kind, String path, Duration serviceTime) {
  /** What kind of request it is. */
  public enum Kind {
    /** Answered at once. */
    FAST,
    /** Answered after some hundreds of milliseconds. */
    SLOW,
    /** Answered in chunks, over a second or more. */
    STREAMED
  }

  /**
   * A streamed answer of the bundled service ends with this line, so that an early end shows even
   * where the framing looks whole.
   */
  static final String LAST_LINE = "end\n";

  /** Says whether {@code body} is all of it. */
  boolean isWhole(String body) {
    return kind == Kind.STREAMED ? body.endsWith(LAST_LINE) : !body.isEmpty();
  }
}
