package io.slots.jdbc;

import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs transactions on one connection, on one thread: all that waits goes into one transaction, up
 * to a bound, and is answered when that is on the disk. A write that fails or is refused when it
 * has changed something leaves no trace and spoils no other: then all are run again, each behind a
 * savepoint. That is rare, and savepoints for all take a fourth of the statements.
 */
final class GroupCommit implements Transactions {
  private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

  /** Bounds how long the first of a transaction waits for the others. */
  private static final int MOST = 512;

  private final Session session;
  private final SqliteTroubles troubles;
  private final FileHold hold;
  private final Thread thread;
  private final BlockingQueue<Job<?>> waiting = new LinkedBlockingQueue<>();
  private final Job<Boolean> end = new Job<>(ignored -> true, done -> {}, () -> {}, false);

  /** Guarded by this. */
  private boolean closed;

  /** Set when the disk has failed, on the thread alone. */
  private @Nullable StoreException broken;

  /** Owns {@code session} and {@code hold} from now on. */
  GroupCommit(Session session, SqliteTroubles troubles, FileHold hold, ThreadFactory threads) {
    this.session = session;
    this.troubles = troubles;
    this.hold = hold;
    this.thread = threads.newThread(this::runAll);
    thread.start();
  }

  @Override
  public <T> CompletionStage<T> read(Work<T> work) {
    return add(new Job<>(work, done -> {}, () -> {}, false));
  }

  @Override
  public CompletionStage<StoreAnswer> write(Work<StoreAnswer> work, Memory.Note memory) {
    return add(new Job<>(work, memory::answered, memory::unknown, true));
  }

  private <T> CompletionStage<T> add(Job<T> job) {
    synchronized (this) {
      if (closed) {
        return CompletableFuture.failedStage(new StoreException("the store is closed"));
      }
      waiting.add(job);
    }
    return job.answer;
  }

  /** Ends when all that waits is written. */
  @Override
  public void close() {
    synchronized (this) {
      if (!closed) {
        closed = true;
        waiting.add(end);
      }
    }
    if (Thread.currentThread() != thread) {
      joinThread();
    }
  }

  private void joinThread() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void runAll() {
    List<Job<?>> together = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      together.add(next());
      waiting.drainTo(together, MOST - 1);
      ended = together.remove(end);
      run(together);
      together.clear();
    }
    try (hold) {
      session.close();
    } catch (SQLException e) {
      LOG.warn("the store was not closed cleanly; the next to open it recovers it", e);
    }
  }

  private Job<?> next() {
    while (true) {
      try {
        return waiting.take();
      } catch (InterruptedException e) {
        LOG.debug("only close() ends this thread: what was accepted is written first", e);
      }
    }
  }

  private void run(List<Job<?>> together) {
    if (broken != null) {
      failAll(together, broken);
      return;
    }
    try {
      session.execute("BEGIN");
      if (!runAll(together, false)) {
        session.execute("ROLLBACK");
        session.execute("BEGIN");
        runAll(together, true);
      }
      session.execute("COMMIT");
    } catch (SQLException e) {
      StoreException trouble = troubles.of(e);
      broken = SqliteTroubles.isOfDisk(e) ? trouble : null;
      rollBack();
      failAll(together, trouble);
      return;
    }
    together.forEach(Job::tell);
  }

  /**
   * Runs them one after the other.
   *
   * @param apart whether each can be taken back alone
   * @return false if one has to be taken back, and cannot
   */
  private static boolean runAll(List<Job<?>> together, boolean apart) throws SQLException {
    for (Job<?> job : together) {
      if (!job.run(apart)) {
        return false;
      }
    }
    return true;
  }

  private void rollBack() {
    try {
      session.execute("ROLLBACK");
    } catch (SQLException e) {
      // After some errors SQLite has rolled back by itself, and says that there is nothing to do.
      LOG.debug("no transaction is left to roll back", e);
    }
  }

  private static void failAll(List<Job<?>> jobs, StoreException trouble) {
    jobs.forEach(it -> it.fail(trouble));
  }

  /** One piece of work and whoever waits for its answer. */
  private final class Job<T> {
    final CompletableFuture<T> answer = new CompletableFuture<>();
    private final Work<T> work;
    private final Consumer<T> noted;
    private final Runnable unknown;
    private final boolean writes;
    private Optional<T> result = Optional.empty();
    private Optional<RuntimeException> failure = Optional.empty();

    Job(Work<T> work, Consumer<T> noted, Runnable unknown, boolean writes) {
      this.work = work;
      this.noted = noted;
      this.unknown = unknown;
      this.writes = writes;
    }

    /**
     * Works; throws only what the whole transaction does not survive. Returns false if it would
     * have to be taken back, and does not stand apart from the others.
     */
    boolean run(boolean apart) throws SQLException {
      if (!writes) {
        work();
        return true;
      }
      if (!apart) {
        return work();
      }
      session.execute("SAVEPOINT each_write");
      if (!work()) {
        session.execute("ROLLBACK TO each_write");
      }
      session.execute("RELEASE each_write");
      return true;
    }

    /** Returns whether what it has done is to stay. */
    private boolean work() throws SQLException {
      result = Optional.empty();
      failure = Optional.empty();
      try {
        result = Optional.of(work.run(session));
        return true;
      } catch (RefusedWriteException e) {
        result = Optional.of(cast(e.answer()));
      } catch (SQLException e) {
        if (!SqliteTroubles.isOfStatement(e)) {
          throw e;
        }
        failure = Optional.of(troubles.of(e));
      } catch (RuntimeException e) {
        failure = Optional.of(e);
      }
      return false;
    }

    /** Only a write, whose answer is of that type, can be refused. */
    @SuppressWarnings("unchecked")
    private T cast(StoreAnswer refused) {
      return (T) refused;
    }

    void tell() {
      result.ifPresent(
          it -> {
            noted.accept(it);
            answer.complete(it);
          });
      failure.ifPresent(answer::completeExceptionally);
    }

    void fail(StoreException trouble) {
      unknown.run();
      answer.completeExceptionally(trouble);
    }
  }
}
