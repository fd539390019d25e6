package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.done;
import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.withSetting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Disks that are full, cannot be written, or fail. */
final class SqliteDiskTest {
  private static final StoreAnswer WRITTEN = new StoreAnswer.Written();

  /** What SQLite says of a sync that failed. */
  private static final int IOERR_FSYNC = 10 | (4 << 8);

  private Path directory = Path.of("");

  @BeforeEach
  void in(@TempDir Path directory) {
    this.directory = directory;
  }

  private Path file() {
    return directory.resolve("slots.db");
  }

  private static void assertTrouble(CompletionStage<?> answer, String said) {
    assertThatThrownBy(() -> get(answer))
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(said);
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("S9.6 on a disk that is really full a write fails, and with room it goes on")
  void replace_onAFullDisk_goesOnWhenThereIsRoom() throws IOException {
    try (Mounted disk = Mounted.disk(directory, 1_500)) {
      AppRecord last = first(SHOP);
      Path ballast = Files.write(disk.at().resolve("ballast"), new byte[100_000]);
      try (JdbcSlotStore store = JdbcSlotStore.sqlite(file())) {
        assertThat(get(store.create(last))).isEqualTo(WRITTEN);
        AppRecord next = last;
        CompletionStage<StoreAnswer> answer = store.find(SHOP).thenApply(found -> WRITTEN);
        for (int i = 0; !fails(answer); i++) {
          assertThat(i).as("writes until the disk is full").isLessThan(200);
          last = next;
          next = withSetting(last, "TEXT", ("" + i % 10).repeat(9_000));
          answer = store.replace(next, List.of());
        }
        assertTrouble(answer, "is full. Nothing of this write was kept; make room, and go on");
        assertThat(get(store.find(SHOP))).contains(last);

        Files.delete(ballast);
        assertThat(get(store.replace(next, List.of()))).isEqualTo(WRITTEN);
        last = next;
      }
      try (JdbcSlotStore store = JdbcSlotStore.sqlite(file())) {
        assertThat(get(store.find(SHOP))).contains(last);
      }
    }
  }

  private static boolean fails(CompletionStage<?> answer) {
    return get(answer.handle((done, error) -> error != null));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_onADiskThatCannotBeWritten_saysWhatToDo() {
    try (Mounted disk = Mounted.disk(directory, 4_000)) {
      JdbcSlotStore.sqlite(file()).close();
      disk.becomeReadOnly();

      assertThatThrownBy(() -> JdbcSlotStore.sqlite(file()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("make its directory exist, and let this process write there");
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_aFileThatCannotBeWritten_saysWhatToDo() {
    JdbcSlotStore.sqlite(file()).close();
    try (Mounted readOnly = Mounted.readOnly(file())) {
      assertThatThrownBy(() -> JdbcSlotStore.sqlite(readOnly.at()))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(
              "it cannot be written; let this process write the file and its directory");
    }
  }

  @Test
  @DisplayName("S9.6 when the disk cannot sync, nothing is acknowledged until it is opened anew")
  void replace_syncFails_acknowledgesNothingUntilOpenedAnew() throws SQLException {
    AppRecord kept = first(SHOP);
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file())) {
      assertThat(get(store.create(kept))).isEqualTo(WRITTEN);
    }
    AppRecord lost = done(kept);
    SyncFailure disk = new SyncFailure(file());
    try (JdbcSlotStore store = disk.store()) {
      disk.failing.set(true);
      assertTrouble(
          store.replace(lost, List.of()),
          "the disk failed, and whether the last writes are on it is not known; see to the disk,"
              + " then open the store anew");
      int commits = disk.commits.get();
      disk.failing.set(false);

      // A sync that is tried again may succeed without having written anything.
      assertTrouble(store.replace(lost, List.of()), "then open the store anew");
      assertTrouble(store.replace(kept, List.of()), "then open the store anew");
      assertTrouble(store.apps(), "then open the store anew");
      assertThat(disk.commits.get()).as("commits since").isEqualTo(commits);
    }
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file())) {
      AppRecord found = get(store.find(SHOP)).orElseThrow();
      assertThat(found).isIn(kept, lost);
      assertThat(get(store.replace(done(found), List.of()))).isEqualTo(WRITTEN);
    }
  }

  @Test
  @DisplayName("S9.6 of writes that share a sync that fails, none is acknowledged")
  void writes_sharingASyncThatFails_areAllUnknown() throws SQLException {
    JdbcSlotStore.sqlite(file()).close();
    SyncFailure disk = new SyncFailure(file());
    try (JdbcSlotStore store = disk.store()) {
      disk.failing.set(true);
      List<CompletionStage<StoreAnswer>> answers =
          IntStream.range(0, 50)
              .mapToObj(i -> store.create(first(AppName.of("app-" + i))))
              .toList();

      answers.forEach(it -> assertTrouble(it, "the disk failed"));
    }
  }

  /** SQLite takes no other disk from Java; so its driver is made to say what a failing one says. */
  private static final class SyncFailure {
    final AtomicBoolean failing = new AtomicBoolean();
    final AtomicInteger commits = new AtomicInteger();
    private final Path file;

    SyncFailure(Path file) {
      this.file = file;
    }

    JdbcSlotStore store() throws SQLException {
      Connection real = DriverManager.getConnection("jdbc:sqlite:" + file);
      Connection connection =
          proxy(
              Connection.class,
              real,
              (sql, result) ->
                  result instanceof PreparedStatement statement && sql.equals("COMMIT")
                      ? proxy(PreparedStatement.class, statement, this::committed)
                      : result);
      return new JdbcSlotStore(
          new GroupCommit(
              new Session(connection),
              new SqliteTroubles(file),
              FileHold.of(file, Clock.systemUTC()),
              Thread::new),
          Options.DEFAULTS,
          Optional.empty());
    }

    private Object committed(String ignored, Object result) throws SQLException {
      commits.incrementAndGet();
      if (failing.get()) {
        throw new SQLException("disk I/O error", null, IOERR_FSYNC);
      }
      return result;
    }

    private interface Afterwards {
      Object then(String firstArgument, Object result) throws SQLException;
    }

    private static <T> T proxy(Class<T> type, T real, Afterwards afterwards) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> {
                Object result;
                try {
                  result = method.invoke(real, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
                boolean asks = method.getName().matches("prepareStatement|execute");
                return asks
                    ? afterwards.then(arguments == null ? "" : arguments[0].toString(), result)
                    : result;
              }));
    }
  }
}
