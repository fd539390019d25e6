package io.slots.core;

import io.slots.operation.Operation;

/** What came of the wish to cancel (S5.2, S5.3). */
public sealed interface Cancellation {
  /** Says whether what was to be cancelled is being put back. */
  default boolean isUnderWay() {
    return this instanceof Reverting;
  }

  /**
   * The operation is being reverted; or it waited for its turn, and does not any more.
   *
   * @param operation the operation
   */
  record Reverting(Running operation) implements Cancellation {}

  /**
   * It is too late: the routes are switched, or about to be, and the operation is carried to its
   * end.
   *
   * @param operation the operation
   */
  record TooLate(Operation operation) implements Cancellation {}

  /** There was nothing to cancel, and nothing was done. */
  record NothingToCancel() implements Cancellation {}
}
