package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.first;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a store's file keeps it, whatever is tried by this process or by another. */
final class SqliteHeldTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-05-06T07:08:09Z"), ZoneOffset.UTC);
  private static final String HELD =
      "held by process " + ProcessHandle.current().pid() + " since 2026-05-06T07:08:09Z";

  private Path directory = Path.of("");
  private Path file = Path.of("slots.db");

  @BeforeEach
  void in(@TempDir Path parent) throws IOException {
    directory = Files.createDirectory(parent.resolve("files"));
    file = directory.resolve("slots.db");
  }

  private JdbcSlotStore open() {
    return JdbcSlotStore.sqliteBuilder(file).clock(CLOCK).open();
  }

  private static void assertRefused(Path file) {
    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(HELD);
  }

  @Test
  @DisplayName("S9.6 what this process tries in vain lets no other process in")
  void open_aSecondTimeHere_keepsTheOthersOut() throws IOException {
    try (JdbcSlotStore store = open()) {
      assertRefused(file);
      assertRefused(file);

      assertThat(Opener.ask(file)).contains(HELD).contains("one process at a time");
      assertThat(get(store.create(first(SHOP)))).isEqualTo(new StoreAnswer.Written());
    }
    assertThat(Opener.ask(file)).isEqualTo(Opener.OPENED);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // Links are not for everybody there.
  void open_byAnotherName_keepsTheOthersOut() throws IOException {
    Path linkedDirectory = Files.createSymbolicLink(directory.resolve("linked"), directory);
    Path linkedFile = directory.resolve("other.db");
    try (JdbcSlotStore store = open()) {
      Files.createSymbolicLink(linkedFile, file);
      List<Path> names =
          List.of(
              linkedDirectory.resolve("slots.db"),
              linkedFile,
              directory.resolve("..").resolve("files").resolve("slots.db"));
      for (Path name : names) {
        assertRefused(name);
      }

      assertThat(Opener.ask(file)).contains(HELD);
      assertThat(Opener.ask(linkedFile)).contains(HELD);
      assertThat(get(store.apps())).isEmpty();
    }
  }

  @Test
  void open_byManyThreads_succeedsForOneAndKeepsTheOthersOut() throws Exception {
    int threads = 8;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    CyclicBarrier together = new CyclicBarrier(threads);
    Callable<Optional<JdbcSlotStore>> opening =
        () -> {
          together.await();
          try {
            return Optional.of(open());
          } catch (StoreException e) {
            assertThat(e).hasMessageContaining(HELD);
            return Optional.empty();
          }
        };
    List<JdbcSlotStore> opened = new ArrayList<>();
    try {
      for (Future<Optional<JdbcSlotStore>> each :
          Stream.generate(() -> executor.submit(opening)).limit(threads).toList()) {
        each.get().ifPresent(opened::add);
      }

      assertThat(opened).hasSize(1);
      assertThat(Opener.ask(file)).contains(HELD);
    } finally {
      opened.forEach(JdbcSlotStore::close);
      executor.shutdownNow();
    }
  }

  @Test
  @DisplayName("what a crash left of a process that had this one's number holds nothing")
  void open_afterAProcessOfTheSameNumber_succeeds() throws IOException {
    Path holder = directory.resolve("slots.db.holder");
    String left;
    try (JdbcSlotStore store = open()) {
      assertThat(get(store.apps())).isEmpty();
      left = Files.readString(holder);
    }
    String started = ProcessHandle.current().info().startInstant().orElseThrow().toString();
    assertThat(left).contains(started);
    assertThat(holder).doesNotExist();
    Files.writeString(holder, left.replace(started, "2026-01-01T00:00:00Z"));

    try (JdbcSlotStore store = open()) {
      assertThat(get(store.apps())).isEmpty();
      assertThat(holder).content().isEqualTo(left);
      assertThat(Opener.ask(file)).contains(HELD);
    }
  }

  @Test
  void open_afterACrashThatLeftNoText_succeeds() throws IOException {
    byte[] noText = {(byte) 0xff, 0, '\n', (byte) 0xc0};
    Files.write(directory.resolve("slots.db.holder"), noText);
    Files.createFile(directory.resolve("slots.db.lock"));

    try (JdbcSlotStore store = open()) {
      assertThat(Opener.ask(file)).contains(HELD);
      assertThat(get(store.apps())).isEmpty();
    }
  }

  @Test
  @DisplayName("programs that know nothing of the lock file do not write to an open store")
  void open_andNothingElse_keepsOtherProgramsOut() throws SQLException {
    try (JdbcSlotStore store = open();
        Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = other.createStatement()) {
      statement.execute("PRAGMA busy_timeout = 0");

      assertThatThrownBy(() -> statement.execute("BEGIN IMMEDIATE"))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("database is locked");
      assertThat(get(store.apps())).isEmpty();
    }
  }

  @Test
  void open_aCopyOfAnOpenStoreWithAllThatIsBesideIt_succeeds(@TempDir Path elsewhere)
      throws IOException {
    try (JdbcSlotStore store = open();
        Stream<Path> all = Files.list(directory)) {
      assertThat(get(store.create(first(SHOP)))).isEqualTo(new StoreAnswer.Written());
      for (Path each : all.filter(it -> !it.toString().endsWith(".lock")).toList()) {
        Files.copy(each, elsewhere.resolve(each.getFileName()));
      }
      // Not copied: this process would lose its lock, as whoever reads the file in it does.
      Files.createFile(elsewhere.resolve("slots.db.lock"));
    }

    try (JdbcSlotStore copy = JdbcSlotStore.sqlite(elsewhere.resolve("slots.db"))) {
      assertThat(get(copy.apps())).containsExactly(SHOP);
    }
  }

  @Test
  void open_thatEndsInAnError_letsGoOfTheFile() {
    SqliteBuilder threadless =
        JdbcSlotStore.sqliteBuilder(file)
            .threads(
                runnable -> {
                  throw new LinkageError("no thread");
                });

    assertThatThrownBy(threadless::open).isInstanceOf(LinkageError.class);

    try (JdbcSlotStore store = open()) {
      assertThat(get(store.apps())).isEmpty();
    }
  }
}
