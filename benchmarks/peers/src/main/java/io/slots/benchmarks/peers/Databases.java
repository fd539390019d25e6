package io.slots.benchmarks.peers;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** How contenders get at the database, and what they leave behind there. */
final class Databases {
  private Databases() {}

  /** A pool of so many connections, as a service would have it. */
  static HikariDataSource pool(DataSource server, int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(server);
    pool.setMaximumPoolSize(connections);
    return new HikariDataSource(pool);
  }

  /** Takes the tables of the public schema away. */
  static void clear(DataSource server) {
    try (Connection connection = server.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
