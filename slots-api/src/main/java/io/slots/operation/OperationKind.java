package io.slots.operation;

/** What kind of operation it is. */
public enum OperationKind {
  /** Two slots change places. */
  SWAP("swap"),
  /** Content is deployed to a slot. */
  DEPLOYMENT("deployment"),
  /** What a slot has is started anew. */
  RESTART("restart"),
  /** A slot's degraded instances are restarted. */
  REPAIR("repair"),
  /** A slot that a swap kept warm gets what it has for its instances (S4.6, S4.9). */
  SETTLING("settling"),
  /** Every slot gets another number of instances. */
  SCALING("scaling"),
  /** A slot is deleted. */
  DELETION("deletion"),
  /** An app is deleted with all its slots. */
  APP_DELETION("app deletion"),
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
