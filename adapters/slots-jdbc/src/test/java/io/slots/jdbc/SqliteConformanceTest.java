package io.slots.jdbc;

import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.SlotStoreConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** In a file, where what was written is remembered. */
class SqliteConformanceTest implements SlotStoreConformance {
  private Path file = Path.of("slots.db");
  private JdbcSlotStore store;

  @BeforeEach
  void open(@TempDir Path directory) {
    file = directory.resolve("slots.db");
    store = opened();
  }

  private JdbcSlotStore opened() {
    return options(JdbcSlotStore.sqliteBuilder(file)).open();
  }

  SqliteBuilder options(SqliteBuilder builder) {
    return builder;
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public String name() {
    return "JdbcSlotStore on SQLite";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store.close();
    store = opened();
  }

  /** Nobody else can do anything to the file; what its disk does is tested by itself. */
  @Override
  public void breakDown() {
    store.close();
  }
}
