package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.examples.stage.Stage;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.AppRecord;
import java.nio.file.Path;

/**
 * A store in a file. One process at a time has it, and what a process has not written is not there.
 */
record SqliteBooks(Path file) implements Books {
  @Override
  public StoreAddress address() {
    return new StoreAddress(StoreAddress.Kind.SQLITE, file.toString());
  }

  @Override
  public AppRecord leftBy(ChildJvm victim) {
    try (JdbcSlotStore store = address().open("books")) {
      return store.find(Stage.SHOP).toCompletableFuture().join().orElseThrow();
    }
  }

  /** Nothing is held. */
  @Override
  public void close() {}
}
