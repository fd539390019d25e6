package io.slots.benchmarks.store;

import io.slots.benchmarks.ClosedLoop;
import io.slots.jdbc.JdbcSlotStore;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;

/** Durable writes and whole swaps on PostgreSQL, beside a bare conditional update on its server. */
public final class PostgresqlBenchmark {
  private static final int MOST = 64;
  private static final Duration WARM_UP = Duration.ofMinutes(1);
  private static final int CONNECTIONS = 8;

  private PostgresqlBenchmark() {}

  /** Measures. */
  public static void main(String[] ignored) throws IOException, SQLException {
    Disk.tellMachine();
    try (EmbeddedPostgres server = server()) {
      DataSource database = server.getPostgresDatabase();
      bare(database, 1);
      bare(database, CONNECTIONS);
      try (JdbcSlotStore store =
          JdbcSlotStore.postgresqlBuilder(database).connections(CONNECTIONS).open()) {
        Apps.createAll(store, MOST);
        Measured measured = new Measured(store);
        measured.writes("PostgreSQL: writes", 1);
        measured.writes("PostgreSQL: writes", MOST);
        measured.swaps("PostgreSQL: swaps", MOST, WARM_UP);
        measured.swaps("PostgreSQL: swaps", 1, WARM_UP.dividedBy(6));
      }
    }
  }

  /** As a real one is set: what it answers is on the disk. */
  private static EmbeddedPostgres server() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  private static void bare(DataSource database, int connections) throws SQLException {
    Bare[] lanes = new Bare[connections];
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS bare");
      statement.execute("CREATE TABLE bare (name INTEGER PRIMARY KEY, version BIGINT NOT NULL)");
      for (int lane = 0; lane < connections; lane++) {
        statement.execute("INSERT INTO bare VALUES (" + lane + ", 0)");
        lanes[lane] = new Bare(database.getConnection(), lane);
      }
    }
    ClosedLoop.measure(
        "the server: a bare conditional UPDATE, " + connections + " connections",
        connections,
        lane -> lanes[lane].update());
    for (Bare lane : lanes) {
      lane.close();
    }
  }

  /** One connection that does nothing else. */
  private static final class Bare implements AutoCloseable {
    private final Connection connection;
    private final PreparedStatement update;
    private final int name;
    private long version;

    Bare(Connection connection, int name) throws SQLException {
      this.connection = connection;
      this.update =
          connection.prepareStatement(
              "UPDATE bare SET version = version + 1 WHERE name = ? AND version = ?");
      this.name = name;
    }

    CompletableFuture<?> update() {
      try {
        update.setInt(1, name);
        update.setLong(2, version++);
        return CompletableFuture.completedFuture(update.executeUpdate());
      } catch (SQLException e) {
        return CompletableFuture.failedFuture(e);
      }
    }

    @Override
    public void close() throws SQLException {
      try (connection) {
        update.close();
      }
    }
  }
}
