package io.slots.testkit.conformance;

/**
 * What an adapter may declare that it does not support, in {@link Conformance#unsupported()}.
 * Everything is expected unless it does. What is not supported has to behave as {@link
 * #otherwise()} says, which is tested in its place.
 */
public enum Capability {
  /** For all: may be called by several threads at once (P1). */
  SEVERAL_THREADS(
      "may be called by several threads at once",
      "calls of one thread that are under way together are kept apart"),

  /** For what acts on instances and keys: remembers tokens, and refuses an older one (S9.4). */
  FENCING("refuses a call with an older fencing token", "such a call is carried out like any"),

  /** For starts of instances: fails the stage if it knows that the start has failed (S4.2). */
  FAILED_STARTS(
      "fails the stage of a start that it knows to have failed",
      "the stage completes, and the probe finds out"),

  /** For starts of instances: cancelling the stage's future ends the start. */
  CANCELLATION(
      "cancelling the stage's future ends the start", "cancelling it is without any effect"),

  /** For routers: sends shares of production's requests to other slots (S7.1). */
  TRAFFIC_SHARES("serves tables with traffic shares", "a table with shares is refused"),

  /** For stores: has everything again when it is opened again (S9.6). */
  DURABILITY("has everything again when it is opened again", "it is empty then"),

  /** For stores: can be brought into trouble by a test (P2). */
  TROUBLE("fails when it is in trouble", "nothing can trouble it: it goes on");

  private final String text;
  private final String otherwise;

  Capability(String text, String otherwise) {
    this.text = text;
    this.otherwise = otherwise;
  }

  /** What it means to have it, as half a sentence. */
  public String text() {
    return text;
  }

  /** What is tested instead where it is declared as not supported, as half a sentence. */
  public String otherwise() {
    return otherwise;
  }
}
