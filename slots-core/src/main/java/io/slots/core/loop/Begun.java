package io.slots.core.loop;

import io.slots.operation.EndedOperation;

/** What a request to start an operation led to. */
public sealed interface Begun {
  /**
   * This engine drives the operation.
   *
   * @param run the run
   */
  record Driven(OperationRun run) implements Begun {}

  /**
   * The request had been made before, and its operation has ended (S8.3).
   *
   * @param report how it ended
   */
  record Ended(EndedOperation report) implements Begun {}
}
