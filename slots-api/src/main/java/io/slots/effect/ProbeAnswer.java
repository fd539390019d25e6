package io.slots.effect;

/** What came of a {@link Probe}. */
public sealed interface ProbeAnswer {
  /**
   * The instance gave an HTTP response. Whether the status is good is the engine's to judge.
   *
   * @param status the status, 100 to 599
   */
  record Responded(int status) implements ProbeAnswer {}

  /** No HTTP response came in time: the instance was silent, or did not take the connection. */
  record TimedOut() implements ProbeAnswer {}

  /**
   * There was no HTTP response: refused, reset, closed, not HTTP.
   *
   * @param reason why, in plain words
   */
  record Unreachable(String reason) implements ProbeAnswer {}
}
