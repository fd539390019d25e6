package io.slots.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of the tests' own, which can be stopped and started on the same data. */
final class Postgres implements AutoCloseable {
  private final Path directory;
  private EmbeddedPostgres server;

  private Postgres(Path directory, EmbeddedPostgres server) {
    this.directory = directory;
    this.server = server;
  }

  static Postgres start(Path directory) {
    return new Postgres(directory, start(directory, 0));
  }

  private static EmbeddedPostgres start(Path directory, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory.resolve("data"))
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source of connections that stays good when the server is started again. */
  DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
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

  void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void startAgain() {
    server = start(directory, server.getPort());
  }

  @Override
  public void close() {
    stop();
  }
}
