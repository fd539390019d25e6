package io.slots.operation;

/** How an operation ended (S8.1). An ended state is final. */
public enum Ending {
  /** All was done. */
  COMPLETED("completed"),
  /**
   * All was done, but instances of what is now the source did not come back (S4.6), or instances
   * that nothing needs any more could not be ended.
   */
  COMPLETED_SOURCE_DEGRADED("completed, source degraded"),
  /** It could not be done, and all is as it was (S4.2). */
  REVERTED("reverted"),
  /**
   * It could not be done, and instances of the source did not come back (S4.2), or new ones could
   * not be ended.
   */
  REVERTED_SOURCE_DEGRADED("reverted, source degraded"),
  /**
   * It was accepted and could not begin when its turn came; nothing was touched (S6.2, S6.3). What
   * is refused at once is no operation and has no ending.
   */
  REFUSED("refused");

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
