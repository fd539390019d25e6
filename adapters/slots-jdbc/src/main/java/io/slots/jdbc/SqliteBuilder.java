package io.slots.jdbc;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.spi.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadFactory;

/** Builds a {@link JdbcSlotStore} in a file. */
public final class SqliteBuilder {
  /** An empty store takes 72 KiB. */
  private static final long LEAST_SIZE = 128 * 1_024;

  private final Path file;
  private Options options = Options.DEFAULTS;
  private OptionalLong sizeLimit = OptionalLong.empty();
  private Clock clock = Clock.systemUTC();
  private ThreadFactory threads =
      new ThreadFactoryBuilder().setDaemon(true).setNameFormat("slots-sqlite-%d").build();

  SqliteBuilder(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** How many ended operations of each app are kept; 1,000. */
  public SqliteBuilder historyKept(int reports) {
    options = options.withHistoryKept(reports);
    return this;
  }

  /** How many records are held in memory too, so that they need not be read; 10,000. */
  public SqliteBuilder recordsRemembered(long records) {
    options = options.withRecordsRemembered(records);
    return this;
  }

  /**
   * Encrypts the values of settings, and paths to warm up, which may hold a key. Unless it is given
   * they are stored in the clear.
   */
  public SqliteBuilder secrets(SecretsAtRest secrets) {
    options = options.withSecrets(secrets);
    return this;
  }

  /**
   * How large the file may become, in bytes; no limit but the disk's. Its log is not counted. A
   * file that is larger already is not opened.
   *
   * @throws IllegalArgumentException if it is less than 128 KiB, for less is full at once
   */
  public SqliteBuilder sizeLimit(long bytes) {
    if (bytes < LEAST_SIZE) {
      throw new IllegalArgumentException(
          "a size limit of " + bytes + " bytes: " + LEAST_SIZE + " or more");
    }
    sizeLimit = OptionalLong.of(bytes);
    return this;
  }

  /** Makes the one thread that reads and writes; a daemon unless said otherwise. */
  public SqliteBuilder threads(ThreadFactory threads) {
    this.threads = threads;
    return this;
  }

  /** Tells since when the file is held, for others who want it; the system's unless given. */
  public SqliteBuilder clock(Clock clock) {
    this.clock = clock;
    return this;
  }

  /**
   * Opens the store.
   *
   * @throws StoreException if it cannot be opened; the message says what to do
   */
  public JdbcSlotStore open() {
    FileHold hold = FileHold.of(file, clock);
    try {
      return over(new SqliteFile(file).open(sizeLimit), hold);
    } catch (RuntimeException | Error e) {
      try {
        hold.close();
      } catch (StoreException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  private JdbcSlotStore over(Session session, FileHold hold) {
    try {
      return new JdbcSlotStore(
          new GroupCommit(session, new SqliteTroubles(file), hold, threads),
          options,
          Optional.empty());
    } catch (RuntimeException | Error e) {
      try {
        session.close();
      } catch (SQLException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }
}
