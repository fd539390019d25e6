package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.StoreAddress;
import io.slots.examples.stage.Stage;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.AppRecord;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A store in a database of the run's own. The database goes on with what a client has asked for
 * when the client is dead already.
 */
final class PostgresqlBooks implements Books {
  private static final String ME = "books";
  private static final int POLL_MILLIS = 10;

  private final EmbeddedPostgres server;
  private final JdbcSlotStore store;

  private PostgresqlBooks(EmbeddedPostgres server) {
    this.server = server;
    this.store = address().open(ME);
  }

  /** Starts the database in {@code directory}. */
  static PostgresqlBooks start(Path directory) throws IOException {
    return new PostgresqlBooks(
        EmbeddedPostgres.builder().setDataDirectory(directory.resolve("postgresql")).start());
  }

  @Override
  public StoreAddress address() {
    return new StoreAddress(StoreAddress.Kind.POSTGRESQL, String.valueOf(server.getPort()));
  }

  @Override
  public AppRecord leftBy(ChildJvm victim) throws InterruptedException {
    // Of a dead one the database forgets all; of one that stands still it ends what it is at.
    String busy = victim.isAlive() ? " AND state = 'active'" : "";
    while (sessions(victim.name(), busy) > 0) {
      Thread.sleep(POLL_MILLIS);
    }
    return store.find(Stage.SHOP).toCompletableFuture().join().orElseThrow();
  }

  private int sessions(String who, String which) {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = ?" + which;
    try (Connection connection = address().database(ME).getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, who);
      try (ResultSet result = statement.executeQuery()) {
        return result.next() ? result.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try (server) {
      store.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
