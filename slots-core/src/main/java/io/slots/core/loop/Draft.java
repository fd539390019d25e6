package io.slots.core.loop;

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
}
