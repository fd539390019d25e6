package io.slots.jdbc;

import io.slots.spi.SlotStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The leases of a PostgreSQL database. */
final class PostgresqlLeasesTest extends EngineLeasesContract {
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

  /** The database sleeps: it is its clock that has to go on. */
  @Override
  void pass(Duration duration) {
    database.execute("SELECT pg_sleep(" + duration.toMillis() / 1000.0 + ")");
  }

  @Override
  void settle() {}

  @Override
  boolean isTold() {
    return true;
  }
}
