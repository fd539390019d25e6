package io.slots.jdbc;

import com.google.common.util.concurrent.ThreadFactoryBuilder;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.slots.spi.StoreException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import javax.sql.DataSource;

/** Builds a {@link JdbcSlotStore} in a PostgreSQL database. */
public final class PostgresqlBuilder {
  /** A server may be set to answer a commit before it is on the disk. Here it is not to. */
  private static final String DURABLE =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  private final DataSource database;
  private Options options = Options.DEFAULTS;
  private int connections = 8;
  private Duration statementLimit = Duration.ofSeconds(5);
  private ThreadFactory threads =
      new ThreadFactoryBuilder().setDaemon(true).setNameFormat("slots-postgresql-%d").build();

  PostgresqlBuilder(DataSource database) {
    this.database = database;
  }

  /** How many ended operations of each app are kept; 1,000. */
  public PostgresqlBuilder historyKept(int reports) {
    options = options.withHistoryKept(reports);
    return this;
  }

  /** Of how many records the written form is held in memory; 10,000. They are read all the same. */
  public PostgresqlBuilder recordsRemembered(long records) {
    options = options.withRecordsRemembered(records);
    return this;
  }

  /**
   * Encrypts the values of settings, and paths to warm up, which may hold a key. Unless it is given
   * they are stored in the clear.
   */
  public PostgresqlBuilder secrets(SecretsAtRest secrets) {
    options = options.withSecrets(secrets);
    return this;
  }

  /**
   * How many connections there are at most, and threads that use them; 8. Each engine on the store
   * has one more of both, on which it hears of what others write.
   */
  public PostgresqlBuilder connections(int connections) {
    this.connections = connections;
    return this;
  }

  /**
   * How long the database may take for a statement before it gives up, and how long it may take to
   * connect; 5 s. An answer is waited for twice as long.
   */
  public PostgresqlBuilder statementLimit(Duration limit) {
    this.statementLimit = limit;
    return this;
  }

  /** Makes the threads that wait for the database; daemons unless said otherwise. */
  public PostgresqlBuilder threads(ThreadFactory threads) {
    this.threads = threads;
    return this;
  }

  /**
   * Opens the store.
   *
   * @throws StoreException if it cannot be opened; the message says what to do
   */
  public JdbcSlotStore open() {
    HikariDataSource pool = pool();
    try {
      // Not through the pool: migrations work on several connections, and commit each by itself.
      Schema.migrate(database, "the database");
      return new JdbcSlotStore(
          new Pooled(
              pool,
              Executors.newFixedThreadPool(connections, threads),
              statementLimit.multipliedBy(2)),
          options,
          Optional.of(new Notifications(database, threads)));
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private HikariDataSource pool() {
    HikariConfig config = new HikariConfig();
    config.setPoolName("slots");
    config.setDataSource(database);
    config.setMaximumPoolSize(connections);
    config.setAutoCommit(false);
    config.setConnectionTimeout(statementLimit.toMillis());
    config.setValidationTimeout(Math.max(250, statementLimit.toMillis() / 2));
    // Or else what follows is undone when the first transaction of a connection is, and a
    // connection
    // that nobody uses waits in a transaction until the server ends it.
    config.setIsolateInternalQueries(true);
    config.setConnectionInitSql(
        "SET statement_timeout = "
            + statementLimit.toMillis()
            + "; SET idle_in_transaction_session_timeout = "
            + statementLimit.multipliedBy(2).toMillis()
            + "; "
            + DURABLE);
    try {
      return new HikariDataSource(config);
    } catch (PoolInitializationException e) {
      throw e.getCause() instanceof SQLException why
          ? PostgresqlTroubles.atOpening(why)
          : new StoreException("no connection of the data source can be made; see the cause", e);
    }
  }
}
