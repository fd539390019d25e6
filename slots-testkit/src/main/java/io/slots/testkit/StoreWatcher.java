package io.slots.testkit;

import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;

/** Is told of every write that a store makes, whether or not its answer is lost. */
@FunctionalInterface
public interface StoreWatcher {
  /**
   * A write was made.
   *
   * @param before what was stored of the app until now; empty if the app is new
   * @param after what is stored of it now; empty if it was deleted
   * @param ended the operations that ended with it
   */
  void written(Optional<AppRecord> before, Optional<AppRecord> after, List<EndedOperation> ended);
}
