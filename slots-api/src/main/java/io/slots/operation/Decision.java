package io.slots.operation;

/** What becomes of a swap with preview that pauses (S5.2). */
public enum Decision {
  /** It is completed. */
  COMPLETE("completed"),
  /** It is cancelled, and its source put back. */
  CANCEL("cancelled"),
  /** Nobody decided in time; it cancels itself. */
  EXPIRE("expired");

  private final String text;

  Decision(String text) {
    this.text = text;
  }

  /** Returns the decision in prose. */
  @Override
  public String toString() {
    return text;
  }
}
