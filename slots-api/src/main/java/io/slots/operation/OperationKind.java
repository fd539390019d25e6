package io.slots.operation;

/** What kind of operation it is. */
public enum OperationKind {
  /** Two slots change places. */
  SWAP("swap"),
  /** Content is deployed to a slot. */
  DEPLOYMENT("deployment"),
  /** A slot's degraded instances are restarted. */
  REPAIR("repair"),
  /** Only routes change. */
  REROUTING("rerouting");

  private final String text;

  OperationKind(String text) {
    this.text = text;
  }

  /** Returns the kind in prose. */
  @Override
  public String toString() {
    return text;
  }
}
