package io.slots.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs each transaction on a connection of a pool, on a thread of its own. Tries once: a lost
 * connection fails the stage, and the pool makes a new connection for the next.
 */
final class Pooled implements Transactions {
  private final HikariDataSource pool;
  private final ExecutorService threads;
  private final Duration networkLimit;

  /** Owns both; has {@code networkLimit} for every answer of the database. */
  Pooled(HikariDataSource pool, ExecutorService threads, Duration networkLimit) {
    this.pool = pool;
    this.threads = threads;
    this.networkLimit = networkLimit;
  }

  @Override
  public <T> CompletionStage<T> read(Work<T> work) {
    return submit(() -> inTransaction(work));
  }

  @Override
  public CompletionStage<StoreAnswer> write(Work<StoreAnswer> work, Memory.Note memory) {
    return submit(
        () -> {
          try {
            StoreAnswer answer = inTransaction(work);
            memory.answered(answer);
            return answer;
          } catch (RefusedWriteException e) {
            return e.answer();
          }
        });
  }

  private <T> CompletionStage<T> submit(Call<T> call) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              answer.complete(call.run());
            } catch (SQLException e) {
              answer.completeExceptionally(trouble(e));
            } catch (RuntimeException | RefusedWriteException e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(new StoreException("the store is closed", e));
    }
    return answer;
  }

  private <T> T inTransaction(Work<T> work) throws SQLException, RefusedWriteException {
    Connection connection = pool.getConnection();
    connection.setNetworkTimeout(Runnable::run, (int) networkLimit.toMillis());
    try (Session session = new Session(connection)) {
      boolean done = false;
      try {
        T answer = work.run(session);
        connection.commit();
        done = true;
        return answer;
      } finally {
        if (!done && !connection.isClosed()) {
          connection.rollback();
        }
      }
    }
  }

  /** The pool says of no connection that it has none in time; all else comes from the database. */
  private static StoreException trouble(SQLException e) {
    if (e instanceof SQLTransientConnectionException) {
      return new StoreException(
          "the database cannot be reached; see that it runs and takes connections. Nothing was"
              + " written",
          e);
    }
    return new StoreException(
        "the database did not answer as it should, and whether the write was made is not known:"
            + " read it back. SQL state "
            + e.getSQLState(),
        e);
  }

  @Override
  public void close() {
    threads.shutdown();
    pool.close();
  }

  private interface Call<T> {
    T run() throws SQLException, RefusedWriteException;
  }
}
