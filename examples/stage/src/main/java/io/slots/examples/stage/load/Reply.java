package io.slots.examples.stage.load;

/** What came of a request. */
public sealed interface Reply {
  /**
   * A whole response of status 200.
   *
   * @param version the version that answered, as it says; empty if it does not
   * @param environment whose settings it has, as it says; empty if it does not
   * @param body what it said
   */
  record Answered(String version, String environment, String body) implements Reply {}

  /**
   * Anything else: not connected, reset, ended early, not whole, another status.
   *
   * @param reason which, in plain words
   */
  record Failed(String reason) implements Reply {}
}
