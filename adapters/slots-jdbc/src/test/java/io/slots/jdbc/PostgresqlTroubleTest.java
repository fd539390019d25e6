package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.done;
import static io.slots.testkit.conformance.Records.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import io.slots.testkit.conformance.Records;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What goes wrong with a database is said, with what to do, and loses nothing. */
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

  private static JdbcSlotStore store(Duration statementLimit) {
    return JdbcSlotStore.postgresqlBuilder(database.source())
        .connections(2)
        .statementLimit(statementLimit)
        .open();
  }

  private static void assertTrouble(ThrowingCallable call, String... said) {
    assertThatThrownBy(call)
        .satisfies(
            e -> {
              Throwable told = e instanceof StoreException ? e : e.getCause();
              assertThat(told).isInstanceOf(StoreException.class).hasMessageContainingAll(said);
            });
  }

  @Test
  @DisplayName("S9.6 what was accepted is written, also if the store is closed at once")
  void close_whatWasAccepted_isWritten() {
    List<CompletionStage<StoreAnswer>> answers = new ArrayList<>();
    try (JdbcSlotStore store = store(Duration.ofSeconds(5))) {
      for (int i = 0; i < 20; i++) {
        answers.add(store.create(first(AppName.of("shop-" + i))));
      }
    }

    assertThat(answers).allSatisfy(answer -> assertThat(get(answer)).isEqualTo(WRITTEN));
  }

  @Test
  @DisplayName(
      "S9.6 calls fail while the database is gone, and what was acknowledged is there after")
  void anyCall_databaseKilled_failsAndWorksAgainWhenItIsBack() {
    try (JdbcSlotStore store = store(Duration.ofMillis(500))) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      database.crash();

      assertTrouble(() -> get(store.replace(done(shop), List.of())), "Nothing was written");
      assertTrouble(() -> get(store.find(SHOP)), "cannot be reached; see that it runs");

      database.startAgain();
      await().ignoreExceptions().until(() -> get(store.find(SHOP)).isPresent());
      assertThat(get(store.find(SHOP))).contains(shop);
      assertThat(get(store.replace(done(shop), List.of()))).isEqualTo(WRITTEN);
    }
  }

  @Test
  @DisplayName("S9.6 a server that answers before its disk has it is told not to")
  void open_serverCommitsAsynchronously_isMadeToSync() {
    database.execute("ALTER DATABASE postgres SET synchronous_commit = off");
    database.execute("CREATE TABLE told (setting TEXT)");
    try (JdbcSlotStore store =
        JdbcSlotStore.postgresqlBuilder(database.source()).connections(1).open()) {
      // The first transaction of the connection is undone, and what it was told is not.
      database.execute("ALTER TABLE slots_app RENAME TO away");
      assertTrouble(() -> get(store.find(SHOP)), "reports an error; see the cause");
      database.execute("ALTER TABLE away RENAME TO slots_app");
      database.execute(
          "CREATE FUNCTION tell() RETURNS TRIGGER AS $$ BEGIN INSERT INTO told"
              + " VALUES (current_setting('synchronous_commit')); RETURN NEW; END $$"
              + " LANGUAGE plpgsql;"
              + "CREATE TRIGGER tell BEFORE INSERT ON slots_app FOR EACH ROW"
              + " EXECUTE FUNCTION tell()");
      assertThat(get(store.create(first(SHOP)))).isEqualTo(WRITTEN);
    }
    database.execute(
        "DO $$ BEGIN ASSERT (SELECT string_agg(setting, ' ') FROM told) = 'on'; END $$");
  }

  @Test
  @DisplayName("S9.6 a statement that the database does not end in time leaves nothing")
  void replace_rowLockedByAnother_failsInTime() throws SQLException {
    try (JdbcSlotStore store = store(Duration.ofMillis(500));
        Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      lock(other, statement);

      assertTrouble(
          () -> get(store.replace(done(shop), List.of())),
          "did not end a statement in time; see what holds or slows it, or raise statementLimit",
          "Nothing was written");

      other.rollback();
      assertThat(get(store.find(SHOP))).contains(shop);
    }
  }

  private static void lock(Connection other, Statement statement) throws SQLException {
    other.setAutoCommit(false);
    statement.execute("SELECT * FROM slots_app FOR UPDATE");
  }

  @Test
  @DisplayName("S9.6 a write whose connection is cut leaves nothing, and the next one works")
  void replace_connectionCut_leavesNothing() throws SQLException {
    try (JdbcSlotStore store = store(Duration.ofSeconds(20));
        Connection other = database.source().getConnection();
        Statement statement = other.createStatement()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      lock(other, statement);
      CompletionStage<StoreAnswer> answer = store.replace(done(shop), List.of());
      await().until(() -> cut() > 0);

      assertTrouble(() -> get(answer), "was ended", "Nothing was written");

      other.rollback();
      assertThat(get(store.find(SHOP))).contains(shop);
      assertThat(get(store.replace(done(shop), List.of()))).isEqualTo(WRITTEN);
    }
  }

  /** Cuts the connections that wait for a lock. */
  private static int cut() throws SQLException {
    try (Connection connection = database.source().getConnection();
        Statement statement = connection.createStatement();
        ResultSet cut =
            statement.executeQuery(
                "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                    + " WHERE wait_event_type = 'Lock'")) {
      cut.next();
      return cut.getInt(1);
    }
  }

  @Test
  @DisplayName("S9.6 a commit whose answer is lost is not repeated, and is there to be read back")
  void replace_answerLost_isToldUnknownAndStored() {
    // One connection: a pool that is still filling commits too.
    try (Wire wire = Wire.to(database);
        JdbcSlotStore store =
            JdbcSlotStore.postgresqlBuilder(wire.source()).connections(1).open()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      wire.loseAnswerOfNextCommit(() -> {});

      assertTrouble(
          () -> get(store.replace(done(shop), List.of(Records.ended(SHOP, "op-1")))),
          "Whether the write was made is not known: read it back, do not repeat it");

      assertThat(get(store.find(SHOP))).contains(done(shop));
      assertThat(get(store.history(SHOP, 10))).hasSize(1);
    }
  }

  @Test
  @DisplayName("S9.6 a network that falls silent is waited for so long and no longer")
  void replace_networkSilent_failsInTime() {
    try (Wire wire = Wire.to(database);
        JdbcSlotStore store =
            JdbcSlotStore.postgresqlBuilder(wire.source())
                .connections(1)
                .statementLimit(Duration.ofMillis(500))
                .open()) {
      AppRecord shop = first(SHOP);
      assertThat(get(store.create(shop))).isEqualTo(WRITTEN);
      wire.fallSilent();

      assertTrouble(() -> get(store.replace(done(shop), List.of())), "Nothing was written");
    }
  }

  @Test
  @DisplayName("S9.4 of two stores on one database, the one that is behind is stale")
  void replace_byTwoStores_oneIsStale() {
    try (JdbcSlotStore one = store(Duration.ofSeconds(5));
        JdbcSlotStore other = store(Duration.ofSeconds(5))) {
      AppRecord shop = first(SHOP);
      assertThat(get(one.create(shop))).isEqualTo(WRITTEN);
      assertThat(get(other.replace(done(shop), List.of()))).isEqualTo(WRITTEN);

      assertThat(get(one.replace(done(shop), List.of()))).isEqualTo(new StoreAnswer.Stale());
      assertThat(get(one.find(SHOP))).contains(done(shop));
    }
  }

  @Test
  @DisplayName("S9.6 a record is whole although another app of its name is in its place")
  void replace_anotherAppOfThatNameAndVersion_isWhole() {
    try (JdbcSlotStore one = store(Duration.ofSeconds(5));
        JdbcSlotStore other = store(Duration.ofSeconds(5))) {
      AppRecord shop = first(SHOP);
      assertThat(get(one.create(shop))).isEqualTo(WRITTEN);
      assertThat(get(other.delete(SHOP, 1))).isEqualTo(WRITTEN);
      AppRecord another = AppRecord.first(Records.withSetting(shop, "A", "1").app(), 0);
      assertThat(get(other.create(another))).isEqualTo(WRITTEN);

      assertThat(get(one.replace(done(shop), List.of()))).isEqualTo(WRITTEN);

      assertThat(get(other.find(SHOP))).contains(done(shop));
    }
  }

  @Test
  void open_nobodyThere_saysWhatToDo() {
    DataSource nobody;
    try (Wire wire = Wire.to(database)) {
      nobody = wire.source();
    }

    assertTrouble(
        () -> JdbcSlotStore.postgresql(nobody),
        "the database cannot be reached; see that it runs and takes connections");
  }

  @Test
  void open_noSuchDatabase_saysWhatToDo() {
    PGSimpleDataSource source = (PGSimpleDataSource) database.source();
    source.setDatabaseName("nowhere");

    assertTrouble(() -> JdbcSlotStore.postgresql(source), "is not there; create it, or give");
  }

  @Test
  void open_noSuchUser_saysWhatToDo() {
    PGSimpleDataSource source = (PGSimpleDataSource) database.source();
    source.setUser("nobody");

    assertTrouble(() -> JdbcSlotStore.postgresql(source), "refuses the user; give the data source");
  }

  @Test
  void replace_databaseTakesNoWrites_saysWhatToDo() {
    JdbcSlotStore.postgresql(database.source()).close();
    PGSimpleDataSource standby = (PGSimpleDataSource) database.source();
    standby.setOptions("-c default_transaction_read_only=on");
    try (JdbcSlotStore store = JdbcSlotStore.postgresql(standby)) {
      assertTrouble(
          () -> get(store.create(first(SHOP))),
          "takes no writes; connect to the primary, not to a standby",
          "Nothing was written");
      assertThat(get(store.apps())).isEmpty();
    }
  }

  @Test
  @DisplayName("S9.6 a schema newer than the library is left alone")
  void open_aNewerSchema_isRefused() {
    JdbcSlotStore.postgresql(database.source()).close();
    database.execute(
        "INSERT INTO slots_schema_history SELECT 99, '99', 'later', type, script, checksum,"
            + " installed_by, installed_on, execution_time, success FROM slots_schema_history"
            + " WHERE version = '1'");

    assertTrouble(
        () -> JdbcSlotStore.postgresql(database.source()),
        "has schema 99, and this library knows no newer one than 2; use");
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
