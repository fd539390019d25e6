package io.slots.operation;

/** How an operation ended (S8.1). An ended state is final. */
public enum Ending {
  /** All was done. */
  COMPLETED("completed"),
  /** All was done, but instances of what is now the source did not come back (S4.6). */
  COMPLETED_SOURCE_DEGRADED("completed, source degraded"),
  /** It could not be done, and all is as it was (S4.2). */
  REVERTED("reverted"),
  /** It could not be done, and instances of the source did not come back (S4.2). */
  REVERTED_SOURCE_DEGRADED("reverted, source degraded");

  private final String text;

  Ending(String text) {
    this.text = text;
  }

  /** Returns the ending in prose. */
  @Override
  public String toString() {
    return text;
  }
}
