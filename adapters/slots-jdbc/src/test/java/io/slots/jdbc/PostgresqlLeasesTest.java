package io.slots.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.SlotStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
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

  @Test
  @DisplayName("S9.6 a record that is damaged keeps nobody from the others")
  void adrift_besideADamagedRecord_isTold() {
    EngineId gone = EngineId.of("gone", "1");
    stored(AppName.of("damaged"), gone);
    stored(AppName.of("whole"), gone);
    database.execute("UPDATE slots_app SET progress = '?' WHERE name = 'damaged'");

    assertThat(adrift()).containsExactly(AppName.of("damaged"), AppName.of("whole"));
    assertThat(store.find(AppName.of("damaged")).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingRootCause()
        .withMessageContaining("does not match its checksum");
  }

  @Test
  @DisplayName("S9.4 what somebody else writes to the channel is heard as something missed")
  void watch_strangeNotifications() {
    AppRecord record = stored(AppName.of("shop"), EngineId.of("one", "1"));
    Heard heard = new Heard();
    try (Watch watch = store.leases().orElseThrow().watch(heard)) {
      heardSomething(heard);
      int before = heard.missed.get();

      database.execute("SELECT pg_notify('slots', 'hello there'), pg_notify('slots', '! 1 2')");

      awaited(() -> heard.missed.get() >= before + 2);
      store.replace(record.next(record.app(), Optional.empty()), List.of());
      awaited(() -> heard.changes.contains("shop 3"));
      assertThat(watch).isNotNull();
    }
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
