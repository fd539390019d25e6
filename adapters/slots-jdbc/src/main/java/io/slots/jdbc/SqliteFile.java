package io.slots.jdbc;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.OptionalLong;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * Opens a store's file: checks it, makes it if there is none, and never takes one that has lost
 * something for a new one. A new file is made under another name and renamed when it is whole, so a
 * file of the right name has always been whole once.
 *
 * <p>It holds the values of settings, so it is made for its owner only ({@code rw-------}) before
 * SQLite opens it, which gives the same permissions to its log and index ({@code -wal}, {@code
 * -shm}). Files that are there already and let others in are narrowed, with a warning. Where the
 * file system has no POSIX permissions, they are left as they are.
 */
final class SqliteFile {
  /** Marks the file as a store of ours: "SLOT". */
  private static final int APPLICATION_ID = 0x534c4f54;

  /**
   * How long the log becomes before it is copied into the file: 16 MiB, four times SQLite's own
   * choice. Apps that are swapped often have their pages copied that much less often.
   */
  private static final int LOG_PAGES = 4_096;

  /** What a store consists of: the database, its log, and the log's index. */
  private static final List<String> FILES = List.of("", "-wal", "-shm");

  private final Path file;
  private final SqliteTroubles troubles;

  /** The file, as an absolute path. */
  SqliteFile(Path file) {
    this.file = file;
    this.troubles = new SqliteTroubles(file);
  }

  /** Opens the one connection to it. */
  Session open(OptionalLong sizeLimit) {
    try {
      if (Files.exists(file)) {
        narrow();
        check();
      } else {
        create();
      }
      return connect(sizeLimit);
    } catch (SQLException e) {
      throw troubles.of(e);
    } catch (ClosedByInterruptException e) {
      StoreException trouble = troubles.interrupted();
      trouble.initCause(e);
      throw trouble;
    } catch (IOException e) {
      throw new StoreException(file + ": it cannot be read, or not made; see the cause", e);
    }
  }

  private void narrow() throws IOException {
    for (String suffix : FILES) {
      OwnerOnly.narrow(FileHold.beside(file, suffix));
    }
  }

  private void check() throws SQLException, IOException {
    if (Files.size(file) == 0) {
      throw new StoreException(
          file
              + ": it is empty, and a store never is: restore it from a backup, or delete it to"
              + " begin anew");
    }
    if (!Files.isWritable(file)) {
      // SQLite would open it all the same, and fail at the first write.
      throw troubles.notWritable();
    }
    int schema;
    try (Connection connection = source(file, new SQLiteConfig()).getConnection()) {
      // Not the quick one: it does not see a record that its index no longer finds.
      String found = text(connection, "PRAGMA integrity_check(1)");
      if (!found.equals("ok")) {
        throw troubles.corrupt(found);
      }
      if (!text(connection, "PRAGMA application_id").equals(String.valueOf(APPLICATION_ID))) {
        throw new StoreException(
            file + ": it is a database of another program; give the store a file of its own");
      }
      schema = Integer.parseInt(text(connection, "PRAGMA user_version"));
    }
    if (schema > Schema.VERSION) {
      throw Schema.newer(file.toString(), String.valueOf(schema));
    }
    if (schema < Schema.VERSION) {
      migrate(file);
    }
  }

  /** Migrates, and notes so in the file's head: to ask Flyway takes longer than all the rest. */
  private void migrate(Path at) throws SQLException {
    Schema.migrate(source(at, new SQLiteConfig()), file.toString());
    try (Connection connection = source(at, new SQLiteConfig()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + Schema.VERSION);
    }
  }

  private void create() throws SQLException, IOException {
    Path log = FileHold.beside(file, "-wal");
    if (Files.exists(log) && Files.size(log) > 0) {
      throw new StoreException(
          file
              + ": it is missing, and its log "
              + log.getFileName()
              + " is there: restore both from a backup, or delete the log to begin anew");
    }
    Path begun = FileHold.beside(file, ".new");
    Files.deleteIfExists(begun);
    Files.deleteIfExists(FileHold.beside(begun, "-journal"));
    OwnerOnly.create(begun);
    migrate(begun);
    Files.move(begun, file, ATOMIC_MOVE);
    boolean synced = false;
    try {
      syncDirectory();
      synced = true;
    } finally {
      if (!synced) {
        Files.delete(file); // The next one would not sync it, and nothing is in it yet.
      }
    }
  }

  /** A new name is on the disk only when its directory is. Windows has no such thing. */
  private void syncDirectory() throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel directory =
          FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private Session connect(OptionalLong sizeLimit) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setGetGeneratedKeys(false); // The driver would prepare a query for each INSERT.
    // Where a plain sync leaves the data in the drive's cache, as on macOS.
    config.setPragma(SQLiteConfig.Pragma.FULL_SYNC, "true");
    Session session = new Session(source(file, config).getConnection());
    boolean ready = false;
    try {
      session.query("PRAGMA wal_autocheckpoint = " + LOG_PAGES, row -> row.getInt(1));
      if (sizeLimit.isPresent()) {
        limit(session, sizeLimit.getAsLong());
      }
      // SQLite takes its own lock for good when it is first needed, not when it opens the file.
      session.execute("BEGIN IMMEDIATE");
      session.execute("COMMIT");
      ready = true;
      return session;
    } finally {
      if (!ready) {
        session.close();
      }
    }
  }

  /** SQLite itself would take the size that the file has for the limit. */
  private void limit(Session session, long bytes) throws SQLException {
    long pageSize = session.query("PRAGMA page_size", row -> row.getLong(1)).get(0);
    long size = pageSize * session.query("PRAGMA page_count", row -> row.getLong(1)).get(0);
    if (size > bytes) {
      throw troubles.tooLarge(size, bytes);
    }
    session.query("PRAGMA max_page_count = " + bytes / pageSize, row -> row.getLong(1));
  }

  private static SQLiteDataSource source(Path file, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }

  private static String text(Connection connection, String pragma) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(pragma)) {
      return result.next() ? result.getString(1) : "";
    }
  }
}
