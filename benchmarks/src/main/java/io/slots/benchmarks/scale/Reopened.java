package io.slots.benchmarks.scale;

import io.slots.core.store.InMemorySlotStore;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.SlotStore;
import java.nio.file.Path;

/** A store that is closed and opened again with what is in it. */
interface Reopened {
  /** Opens it. */
  Store open();

  /** It, open. */
  interface Store extends AutoCloseable {
    SlotStore get();

    @Override
    void close();
  }

  /** It stays in memory; opening it takes no time. */
  static Reopened inMemory() {
    InMemorySlotStore store = InMemorySlotStore.create();
    return () -> opened(store, () -> {});
  }

  /** It is in that file. */
  static Reopened sqlite(Path file) {
    return () -> {
      JdbcSlotStore store = JdbcSlotStore.sqlite(file);
      return opened(store, store::close);
    };
  }

  private static Store opened(SlotStore store, Runnable close) {
    return new Store() {
      @Override
      public SlotStore get() {
        return store;
      }

      @Override
      public void close() {
        close.run();
      }
    };
  }
}
