package io.slots.examples.haproxyswap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL of this run's own, on loopback. Its binaries come with the example's libraries. */
final class LocalPostgresql implements AutoCloseable {
  private final EmbeddedPostgres server;

  private LocalPostgresql(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts it in {@code directory}. */
  static LocalPostgresql start(Path directory) throws IOException {
    return new LocalPostgresql(
        EmbeddedPostgres.builder()
            .setDataDirectory(directory.resolve("data"))
            .setCleanDataDirectory(false) // the run deletes all of it
            .start());
  }

  int port() {
    return server.getPort();
  }

  /** The database. */
  DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"localhost"});
    source.setPortNumbers(new int[] {server.getPort()});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setApplicationName("haproxy-swap");
    return source;
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
