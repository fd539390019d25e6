package io.slots.jdbc;

import static io.slots.jdbc.Stages.get;
import static io.slots.testkit.conformance.Records.SHOP;
import static io.slots.testkit.conformance.Records.ended;
import static io.slots.testkit.conformance.Records.first;
import static io.slots.testkit.conformance.Records.withSetting;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong with a file and its disk is said, with what to do, and loses nothing. */
final class SqliteTroubleTest {
  private static final StoreAnswer WRITTEN = new StoreAnswer.Written();

  private Path file = Path.of("slots.db");

  @BeforeEach
  void in(@TempDir Path directory) {
    file = directory.resolve("slots.db");
  }

  private Map<AppName, AppRecord> someApps() {
    Map<AppName, AppRecord> written = new LinkedHashMap<>();
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      for (int i = 0; i < 12; i++) {
        AppRecord app = first(AppName.of("app-" + i));
        assertThat(get(store.create(app))).isEqualTo(WRITTEN);
        AppRecord next = withSetting(app, "TEXT", ("value" + i).repeat(100));
        assertThat(get(store.replace(next, List.of(ended(app.name(), "op-" + i)))))
            .isEqualTo(WRITTEN);
        written.put(app.name(), next);
      }
    }
    return written;
  }

  @Test
  @DisplayName("S9.6 what was written is there when the file is opened again")
  void open_again_findsAll() {
    Map<AppName, AppRecord> written = someApps();

    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      written.forEach(
          (name, record) -> {
            assertThat(get(store.find(name))).contains(record);
            assertThat(get(store.history(name, 10))).hasSize(1);
          });
    }
  }

  @Test
  void open_whileHeld_saysByWhomAndSinceWhen() {
    Clock clock = Clock.fixed(Instant.parse("2026-05-06T07:08:09Z"), ZoneOffset.UTC);
    try (JdbcSlotStore store = JdbcSlotStore.sqliteBuilder(file).clock(clock).open()) {
      assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(
              "held by process " + ProcessHandle.current().pid() + " since 2026-05-06T07:08:09Z");
      assertThat(get(store.create(first(SHOP)))).isEqualTo(WRITTEN);
    }
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(get(store.apps())).containsExactly(SHOP);
    }
  }

  @Test
  void open_inADirectoryThatIsNotThere_saysSo() {
    Path nowhere = file.resolveSibling("nowhere").resolve("slots.db");

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(nowhere.toString())
        .hasMessageContaining("make its directory exist, and let this process write there");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void open_inADirectoryThatTakesNoFiles_saysSo() {
    assertThatThrownBy(() -> JdbcSlotStore.sqlite(Path.of("/proc/slots.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("let this process write there");
  }

  @Test
  @DisplayName("S9.6 on a full disk a write fails, says so, and what was acknowledged stays")
  void replace_onAFullDisk_keepsWhatWasAcknowledged() {
    AppRecord last = first(SHOP);
    try (JdbcSlotStore store = JdbcSlotStore.sqliteBuilder(file).sizeLimit(200_000).open()) {
      assertThat(get(store.create(last))).isEqualTo(WRITTEN);
      Optional<Throwable> failure = Optional.empty();
      for (int i = 0; failure.isEmpty(); i++) {
        assertThat(i).as("writes until the disk is full").isLessThan(100);
        AppRecord next = withSetting(last, "TEXT" + i, "x".repeat(9_000));
        CompletionStage<StoreAnswer> answer = store.replace(next, List.of());
        failure = failureOf(answer);
        if (failure.isEmpty()) {
          last = next;
        }
      }
      assertThat(failure.get())
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(file.toString())
          .hasMessageContaining("is full. Nothing of this write was kept; make room");
      assertThat(get(store.find(SHOP))).contains(last);
      AppRecord smaller = last.next(first(SHOP).app(), Optional.empty());
      assertThat(get(store.replace(smaller, List.of()))).isEqualTo(WRITTEN);
      last = smaller;
    }
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      assertThat(get(store.find(SHOP))).contains(last);
      AppRecord next = withSetting(last, "MORE", "x".repeat(9_000));
      assertThat(get(store.replace(next, List.of()))).isEqualTo(WRITTEN);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1, 10_000, 131_071})
  void sizeLimit_inWhichNoStoreCanLive_isRefused(long bytes) {
    SqliteBuilder builder = JdbcSlotStore.sqliteBuilder(file);

    assertThatThrownBy(() -> builder.sizeLimit(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a size limit of " + bytes + " bytes: 131072 or more");
  }

  @Test
  @DisplayName("an empty store and a few apps fit into the least size that is accepted")
  void sizeLimit_theLeast_isEnoughToBegin() {
    try (JdbcSlotStore store = JdbcSlotStore.sqliteBuilder(file).sizeLimit(131_072).open()) {
      for (int i = 0; i < 3; i++) {
        assertThat(get(store.create(first(AppName.of("app-" + i))))).isEqualTo(WRITTEN);
      }
    }
  }

  @Test
  void open_aFileLargerThanItsLimit_saysHowLargeItIs() throws IOException {
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      AppRecord large = withSetting(first(SHOP), "TEXT", "x".repeat(200_000));
      assertThat(get(store.create(AppRecord.first(large.app(), 0)))).isEqualTo(WRITTEN);
    }
    long size = Files.size(file);

    assertThatThrownBy(() -> JdbcSlotStore.sqliteBuilder(file).sizeLimit(150_000).open())
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file
                + ": it has "
                + size
                + " bytes already, more than its size limit of 150000; give it one of "
                + size
                + " or more");

    try (JdbcSlotStore store = JdbcSlotStore.sqliteBuilder(file).sizeLimit(size).open()) {
      assertThat(get(store.apps())).containsExactly(SHOP);
    }
  }

  @Test
  void open_onAnInterruptedThread_saysSoAndLeavesItInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            file
                + ": the thread that opens it was interrupted, and it was not opened; open it"
                + " again when the thread may go on");

    assertThat(Thread.interrupted()).as("the caller learns of it").isTrue();
    assertThat(file).doesNotExist();
    JdbcSlotStore.sqlite(file).close();
  }

  @Test
  void open_onAThreadThatIsInterruptedMeanwhile_letsGoOfTheFile() {
    assertThatThrownBy(
            () -> JdbcSlotStore.sqliteBuilder(file).clock(new InterruptingClock()).open())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the thread that opens it was interrupted")
        .hasCauseInstanceOf(ClosedByInterruptException.class);

    assertThat(Thread.interrupted()).as("the caller learns of it").isTrue();
    assertThat(file).doesNotExist();
    JdbcSlotStore.sqlite(file).close();
  }

  /** Interrupts who asks for the time. */
  private static final class InterruptingClock extends Clock {
    @Override
    public Instant instant() {
      Thread.currentThread().interrupt();
      return Instant.EPOCH;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @Test
  @DisplayName("S9.6 wherever the file is cut, nothing is silently gone")
  void open_aFileThatIsCut_isRefused() throws IOException {
    Map<AppName, AppRecord> written = someApps();
    byte[] whole = Files.readAllBytes(file);

    for (int length = 0; length < whole.length; length += 4_001) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      int cut = length;
      assertThat(lost(written)).as("cut at %s of %s", cut, whole.length).isEmpty();
      assertThat(Files.size(file)).as("left as it is, cut at %s", cut).isEqualTo(cut);
    }
  }

  @Test
  @DisplayName("S9.6 whichever bit is flipped, nothing is silently gone or other than it was")
  void open_aFileWithAFlippedBit_losesNothingUnnoticed() throws IOException {
    Map<AppName, AppRecord> written = someApps();
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    int noticed = 0;

    for (int i = 0; i < 60; i++) {
      byte[] flipped = whole.clone();
      int at = random.nextInt(whole.length);
      flipped[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      assertThat(lost(written)).as("flipped in byte %s of %s", at, whole.length).isEmpty();
      noticed += refused ? 1 : 0;
    }
    assertThat(noticed).as("bits whose flipping was noticed").isPositive();
  }

  /** Whether the store refused to open or to read in the last {@link #lost}. */
  private boolean refused;

  /** The apps that the store neither returns as they were written nor refuses to. */
  private List<AppName> lost(Map<AppName, AppRecord> written) {
    refused = false;
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      return written.keySet().stream()
          .filter(
              name -> {
                CompletionStage<Optional<AppRecord>> found = store.find(name);
                if (failureOf(found).isPresent()) {
                  refused = true;
                  return false;
                }
                return !get(found).equals(Optional.ofNullable(written.get(name)));
              })
          .toList();
    } catch (StoreException e) {
      refused = true;
      assertThat(e).hasMessageContaining(file.getFileName().toString());
      return List.of();
    }
  }

  private static Optional<Throwable> failureOf(CompletionStage<?> stage) {
    try {
      get(stage);
      return Optional.empty();
    } catch (CompletionException e) {
      return Optional.ofNullable(e.getCause());
    }
  }

  @Test
  @DisplayName("S9.6 a file that lost all is not taken for a new one")
  void open_anEmptyFile_isRefused() throws IOException {
    someApps();
    Files.write(file, new byte[0]);

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is empty, and a store never is: restore it from a backup");
  }

  @Test
  @DisplayName("S9.6 a file that is gone while its log is there is not made anew")
  void open_aMissingFileWithItsLog_isRefused() throws IOException {
    Files.writeString(file.resolveSibling("slots.db-wal"), "frames");

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is missing, and its log slots.db-wal is there");
    assertThat(file).doesNotExist();
  }

  @Test
  void open_anotherProgramsDatabase_isRefused() throws SQLException {
    execute("CREATE TABLE theirs (id INTEGER)");

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is a database of another program");
  }

  @Test
  void open_noDatabaseAtAll_isRefused() throws IOException {
    Files.writeString(file, "this is a letter to my aunt. ".repeat(500));

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is damaged and was left as it is; restore it from a backup");
    assertThat(file).content().startsWith("this is a letter");
  }

  @Test
  @DisplayName("S9.6 a schema newer than the library is left alone")
  void open_aNewerSchema_isRefused() throws SQLException {
    someApps();
    execute("PRAGMA user_version = 99");

    assertThatThrownBy(() -> JdbcSlotStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("has schema 99, and this library knows no newer one than 2; use");
  }

  @Test
  void anyCall_afterClose_fails() {
    JdbcSlotStore store = JdbcSlotStore.sqlite(file);
    store.close();
    store.close();

    assertThat(failureOf(store.create(first(SHOP))).orElseThrow())
        .isInstanceOf(StoreException.class)
        .hasMessage("the store is closed");
  }

  @Test
  @DisplayName("S9.6 what was accepted before the store was closed is written")
  void close_withWritesThatWait_writesThem() {
    JdbcSlotStore store = JdbcSlotStore.sqlite(file);
    for (int i = 0; i < 100; i++) {
      store.create(first(AppName.of("app-" + i)));
    }
    store.close();

    try (JdbcSlotStore again = JdbcSlotStore.sqlite(file)) {
      assertThat(get(again.apps())).hasSize(100);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
