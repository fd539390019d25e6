package io.slots.jdbc;

import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.SlotStoreConformance;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** In a PostgreSQL database. */
final class PostgresqlConformanceTest implements SlotStoreConformance {
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
  public String name() {
    return "JdbcSlotStore on PostgreSQL";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store.close();
    store = JdbcSlotStore.postgresql(database.source());
  }

  /** The server's own message would show the row that it does not take. */
  @Override
  public void breakDown() {
    database.execute(
        "ALTER TABLE slots_document ADD CONSTRAINT trouble CHECK (length(document) = 0) NOT VALID");
  }
}
