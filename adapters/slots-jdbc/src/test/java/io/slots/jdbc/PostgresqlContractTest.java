package io.slots.jdbc;

import io.slots.spi.SlotStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract, in a PostgreSQL database. */
final class PostgresqlContractTest extends SlotStoreContract {
  private static Postgres database;
  private JdbcSlotStore store;

  @BeforeAll
  static void start(@TempDir Path directory) {
    database = Postgres.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void open() {
    database.clear();
    store = JdbcSlotStore.postgresql(database.source());
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
