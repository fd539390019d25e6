package io.slots.operation;

import io.slots.RefusedException;
import io.slots.Rule;
import java.io.Serial;

/** Another operation holds the app or the slot (S1.7). {@link #operation()} tells which. */
public final class ConflictException extends RefusedException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Operation operation;

  /** Refuses {@code request} because of {@code operation}. */
  public ConflictException(String request, Operation operation) {
    super(
        Rule.of(1, 7),
        request
            + ": \""
            + operation.task().describe()
            + "\" ("
            + operation.id()
            + ") of "
            + operation.holder()
            + " is at \""
            + operation.state()
            + "\", since "
            + operation.startedAt(),
        remedy(operation));
    this.operation = operation;
  }

  private static String remedy(Operation operation) {
    if (operation.isGoingBack()
        || operation.position().step().compareTo(StepName.UPDATE_ROUTING) >= 0) {
      return "wait until it has ended";
    }
    return operation.position().step() == StepName.AWAIT_DECISION
        ? "complete or cancel it"
        : "wait until it has ended, or cancel it";
  }

  /** The operation that is in the way. */
  public Operation operation() {
    return operation;
  }
}
