package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.EngineLeasesConformance;
import io.slots.testkit.conformance.Heard;
import io.slots.testkit.conformance.Records;
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
final class PostgresqlLeasesConformanceTest implements EngineLeasesConformance {
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
    stored(AppName.of("damaged"));
    stored(AppName.of("whole"));
    database.execute("UPDATE slots_app SET progress = '?' WHERE name = 'damaged'");

    assertThat(get(leases().adrift(100)))
        .extracting(EngineLeases.Adrift::app)
        .containsExactly(AppName.of("damaged"), AppName.of("whole"));
    assertThat(store.find(AppName.of("damaged")).toCompletableFuture())
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .havingRootCause()
        .withMessageContaining("does not match its checksum");
  }

  @Test
  @DisplayName("S9.4 what somebody else writes to the channel is heard as something missed")
  void watch_strangeNotifications() {
    AppRecord record = stored(AppName.of("shop"));
    Heard heard = new Heard();
    try (Watch watch = leases().watch(heard)) {
      waiting().until("the watcher hears", () -> heard.timesMissed() > 0);
      int before = heard.timesMissed();

      database.execute("SELECT pg_notify('slots', 'hello there'), pg_notify('slots', '! 1 2')");

      waiting().until("both are heard", () -> heard.timesMissed() >= before + 2);
      store.replace(record.next(record.app(), Optional.empty()), List.of());
      waiting().until("the write is heard", () -> heard.changes().contains("shop 3"));
      assertThat(watch).isNotNull();
    }
  }

  private EngineLeases leases() {
    return store.leases().orElseThrow();
  }

  /** An app with an operation whose engine has no lease. */
  private AppRecord stored(AppName app) {
    AppRecord first = Records.first(app);
    get(store.create(first));
    AppRecord working = Records.working(first, "op-1", 1);
    get(store.replace(working, List.of()));
    return working;
  }

  @Override
  public String name() {
    return "JdbcSlotStore's leases on PostgreSQL";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  /** The database sleeps: it is its clock that has to go on. */
  @Override
  public void pass(Duration duration) {
    database.execute("SELECT pg_sleep(" + duration.toMillis() / 1000.0 + ")");
  }

  @Override
  public boolean hearsAtOnce() {
    return false;
  }
}
