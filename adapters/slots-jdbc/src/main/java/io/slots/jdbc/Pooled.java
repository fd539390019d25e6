package io.slots.jdbc;

import com.google.common.util.concurrent.MoreExecutors;
import com.zaxxer.hikari.HikariDataSource;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
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
    return submit(() -> inTransaction(work, false));
  }

  @Override
  public <T> CompletionStage<T> change(Work<T> work) {
    return submit(() -> inTransaction(work, true));
  }

  @Override
  public CompletionStage<StoreAnswer> write(Work<StoreAnswer> work, Memory.Note memory) {
    return submit(
        () -> {
          try {
            StoreAnswer answer = inTransaction(work, true);
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
            } catch (RuntimeException | RefusedWriteException e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(new StoreException("the store is closed", e));
    }
    return answer;
  }

  private <T> T inTransaction(Work<T> work, boolean writes) throws RefusedWriteException {
    boolean committing = false;
    try (Connection connection = pool.getConnection();
        Session session = new Session(connection)) {
      connection.setNetworkTimeout(Runnable::run, (int) networkLimit.toMillis());
      T answer = rollingBackUnlessDone(work, session, connection);
      committing = writes;
      connection.commit();
      return answer;
    } catch (SQLException e) {
      throw committing ? PostgresqlTroubles.atCommit(e) : PostgresqlTroubles.beforeCommit(e);
    }
  }

  private static <T> T rollingBackUnlessDone(Work<T> work, Session session, Connection connection)
      throws SQLException, RefusedWriteException {
    try {
      return work.run(session);
    } catch (SQLException | RuntimeException | RefusedWriteException e) {
      try {
        connection.rollback();
      } catch (SQLException lost) {
        // With its connection the transaction is gone too.
        e.addSuppressed(lost);
      }
      throw e;
    }
  }

  /** What was accepted is done first, if the database answers. */
  @Override
  public void close() {
    MoreExecutors.shutdownAndAwaitTermination(threads, networkLimit.multipliedBy(2));
    pool.close();
  }

  private interface Call<T> {
    T run() throws RefusedWriteException;
  }
}
