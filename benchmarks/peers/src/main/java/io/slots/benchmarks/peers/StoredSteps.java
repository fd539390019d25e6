package io.slots.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Straight-line code that writes into a table where it stands, before each step, and a line of
 * history at the end: what a careful team writes by hand. Of the swap itself it stores nothing, so
 * that whoever goes on after a crash would have to find out.
 */
final class StoredSteps implements Contender {
  private final Platform platform;
  private final HikariDataSource database;
  private final List<HandWrittenApp> apps;
  private final long[] versions;

  StoredSteps(Platform platform, int apps, DataSource server, int connections) {
    this.platform = platform;
    this.database = Databases.pool(server, connections);
    this.apps = IntStream.range(0, apps).mapToObj(HandWrittenApp::new).toList();
    this.versions = new long[apps];
    create(apps);
  }

  private void create(int number) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS flow, flow_history");
      statement.execute(
          "CREATE TABLE flow (app INTEGER PRIMARY KEY, step TEXT NOT NULL, version BIGINT NOT NULL)");
      statement.execute(
          "CREATE TABLE flow_history (app INTEGER NOT NULL, version BIGINT NOT NULL,"
              + " at TIMESTAMPTZ NOT NULL DEFAULT now(), PRIMARY KEY (app, version))");
      statement.execute(
          "INSERT INTO flow SELECT app, 'NONE', 0 FROM generate_series(0, "
              + (number - 1)
              + ") app");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public CompletionStage<?> swap(int app) {
    SwapStep last = SwapStep.APPLY_SETTINGS;
    try {
      for (SwapStep step : SwapStep.values()) {
        last = step;
        store(app, step.name(), false);
        step.run(apps.get(app), platform);
      }
      store(app, "NONE", true);
      return CompletableFuture.completedFuture("done");
    } catch (SQLException | RuntimeException e) {
      if (last.isPutBack()) {
        SwapStep.putBack(apps.get(app), platform);
      }
      return CompletableFuture.failedFuture(e);
    }
  }

  private void store(int app, String step, boolean ended) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(!ended);
      try (PreparedStatement update =
          connection.prepareStatement(
              "UPDATE flow SET step = ?, version = version + 1 WHERE app = ? AND version = ?")) {
        update.setString(1, step);
        update.setInt(2, app);
        update.setLong(3, versions[app]++);
        if (update.executeUpdate() != 1) {
          throw new IllegalStateException("somebody else swaps app " + app);
        }
      }
      if (ended) {
        try (PreparedStatement insert =
            connection.prepareStatement("INSERT INTO flow_history (app, version) VALUES (?, ?)")) {
          insert.setInt(1, app);
          insert.setLong(2, versions[app]);
          insert.executeUpdate();
        }
        connection.commit();
        connection.setAutoCommit(true);
      }
    }
  }

  @Override
  public void close() {
    database.close();
  }
}
