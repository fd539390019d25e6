package io.slots.jdbc;

import static io.slots.jdbc.Records.done;
import static io.slots.jdbc.Records.first;
import static io.slots.jdbc.SlotStoreContract.get;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import io.slots.testkit.SlotsTestKit;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that goes away and comes back, or does not answer in time. */
final class PostgresqlTroubleTest {
  private static final StoreAnswer WRITTEN = new StoreAnswer.Written();

  private static Postgres database;

  @BeforeAll
  static void start(@TempDir Path directory) {
    database = Postgres.start(directory);
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @BeforeEach
  void clear() {
    database.clear();
  }

  @Test
  @DisplayName("S9.1 a swap ends although the database is restarted in the middle of it")
  void swap_databaseRestartedAtAWrite_ends() {
    try (JdbcSlotStore store =
        JdbcSlotStore.postgresqlBuilder(database.source())
            .statementLimit(Duration.ofSeconds(1))
            .open()) {
      Awaited awaited = new Awaited(store);
      SlotsTestKit kit = SlotsTestKit.create(awaited, builder -> builder);
      kit.stagingAndProduction(2);
      AtomicInteger calls = new AtomicInteger();
      awaited.beforeEachCall(
          () -> {
            int call = calls.incrementAndGet();
            if (call == 8) {
              database.stop();
            } else if (call == 11) {
              database.startAgain();
            }
          });

      Outcome outcome = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

      assertThat(calls.get()).as("calls, three of them of a stopped database").isGreaterThan(11);
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(get(store.history(SHOP, 1))).containsExactly(outcome.report());
      assertThat(get(store.find(SHOP)).orElseThrow().operation()).isEmpty();
    }
  }

  @Test
  void anyCall_databaseGone_failsAndWorksAgainWhenItIsBack() {
    try (JdbcSlotStore store =
        JdbcSlotStore.postgresqlBuilder(database.source())
            .statementLimit(Duration.ofSeconds(2))
            .open()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      database.stop();

      assertThatThrownBy(() -> get(store.replace(done(shop), List.of())))
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("the database");
      assertThatThrownBy(() -> get(store.find(SHOP))).hasCauseInstanceOf(StoreException.class);

      database.startAgain();
      assertThat(get(store.find(SHOP))).contains(shop);
      assertThat(get(store.replace(done(shop), List.of()))).isEqualTo(WRITTEN);
    }
  }

  @Test
  @DisplayName("S4.11 a statement that the database does not end in time fails")
  void replace_rowLockedByAnother_failsInTime() throws SQLException {
    try (JdbcSlotStore store =
            JdbcSlotStore.postgresqlBuilder(database.source())
                .statementLimit(Duration.ofMillis(700))
                .open();
        Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      other.setAutoCommit(false);
      statement.execute("SELECT * FROM slots_app FOR UPDATE");

      assertThatThrownBy(() -> get(store.replace(done(shop), List.of())))
          .hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("whether the write was made is not known: read it back");

      other.rollback();
      assertThat(get(store.find(SHOP))).contains(shop);
    }
  }

  @Test
  @DisplayName("S9.4 of two stores on one database, the one that is behind is stale")
  void replace_byTwoStores_oneIsStale() {
    try (JdbcSlotStore one = JdbcSlotStore.postgresql(database.source());
        JdbcSlotStore other = JdbcSlotStore.postgresql(database.source())) {
      AppRecord shop = first(SHOP);
      assertThat(get(one.create(shop))).isEqualTo(WRITTEN);
      assertThat(get(other.replace(done(shop), List.of()))).isEqualTo(WRITTEN);

      assertThat(get(one.replace(done(shop), List.of()))).isEqualTo(new StoreAnswer.Stale());
      assertThat(get(one.find(SHOP))).contains(done(shop));
    }
  }

  @Test
  @DisplayName("S9.1 a schema newer than the library is left alone")
  void open_aNewerSchema_isRefused() {
    JdbcSlotStore.postgresql(database.source()).close();
    database.execute(
        "INSERT INTO slots_schema_history SELECT 99, '99', 'later', type, script, checksum,"
            + " installed_by, installed_on, execution_time, success FROM slots_schema_history"
            + " WHERE version = '1'");

    assertThatThrownBy(() -> JdbcSlotStore.postgresql(database.source()))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has schema 99, and this library knows no newer one than 1");
  }

  @Test
  void open_besideTablesOfOthers_leavesThem() {
    database.execute("CREATE TABLE theirs (id INTEGER); INSERT INTO theirs VALUES (1)");

    try (JdbcSlotStore store = JdbcSlotStore.postgresql(database.source())) {
      assertThat(get(store.create(first(SHOP)))).isEqualTo(WRITTEN);
    }
    database.execute("DO $$ BEGIN ASSERT (SELECT COUNT(*) FROM theirs) = 1; END $$");
  }
}
