package io.slots.jdbc;

import io.slots.spi.SlotStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, in a file, where what was written is remembered. */
class SqliteContractTest extends SlotStoreContract {
  private JdbcSlotStore store;

  @BeforeEach
  void open(@TempDir Path directory) {
    store = options(JdbcSlotStore.sqliteBuilder(directory.resolve("slots.db"))).open();
  }

  SqliteBuilder options(SqliteBuilder builder) {
    return builder;
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  SlotStore store() {
    return store;
  }
}
