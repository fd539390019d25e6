package io.slots.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of the tests' own, which can be killed and started again on the same data. It does
 * not sync its disk, as only its processes die, and is set to answer before it has written.
 */
final class Postgres implements AutoCloseable {
  private final Path data;
  private volatile EmbeddedPostgres server;
  private volatile boolean up = true;

  private Postgres(Path data, EmbeddedPostgres server) {
    this.data = data;
    this.server = server;
  }

  static Postgres start(Path directory) {
    Path data = directory.resolve("data");
    return new Postgres(data, start(data, 0));
  }

  private static EmbeddedPostgres start(Path data, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** A source of connections that stays good when the server is started again. */
  DataSource source() {
    return source(port());
  }

  /** The same, through another port. */
  static DataSource source(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    // So that statements have their text on the wire each time, see Wire.
    source.setPrepareThreshold(0);
    return source;
  }

  /** Takes all tables away. */
  void clear() {
    execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  void execute(String sql) {
    try (Connection connection = source().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isUp() {
    return up;
  }

  /** Kills all its processes at once, so that none can save anything. */
  synchronized void crash() {
    up = false;
    List<ProcessHandle> processes = processes();
    processes.forEach(ProcessHandle::destroyForcibly);
    processes.forEach(it -> it.onExit().join());
    close(); // Finds nothing to stop, and lets go of the data.
  }

  private List<ProcessHandle> processes() {
    try {
      long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0));
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      return Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void startAgain() {
    server = start(data, port());
    up = true;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
