package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import java.util.List;

/**
 * What is to be written in one step.
 *
 * @param next the record
 * @param ended what has ended with it
 */
record Draft(AppRecord next, List<EndedOperation> ended) {
  Draft {
    ended = List.copyOf(ended);
  }

  /** Whether the operation of that identity is under way with it. */
  boolean begins(OperationId id) {
    return next.operation().filter(it -> it.id().equals(id)).isPresent();
  }
}
