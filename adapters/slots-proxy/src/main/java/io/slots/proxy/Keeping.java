package io.slots.proxy;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.app.AppName;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Keeper;
import io.slots.proxy.admission.Kept;
import io.slots.proxy.state.RouteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Whether the tables outlive the proxy, and where they are dealt with: at once, by whoever calls;
 * or one after another on an executor, where the disk is waited for.
 */
final class Keeping {
  private final Executor executor;
  private final Keeper keeper;
  private final ImmutableList<Kept> before;
  private final Runnable release;

  /** How many tasks of each app have begun, or wait for their turn. */
  private final ConcurrentMap<AppName, Integer> underWay = new ConcurrentHashMap<>();

  private volatile boolean closed;

  /**
   * @param executor deals with tables, one after another
   * @param before what was kept when it began
   * @param release ends what is its own; may wait for what is being kept
   */
  Keeping(Executor executor, Keeper keeper, List<Kept> before, Runnable release) {
    this.executor = executor;
    this.keeper = keeper;
    this.before = ImmutableList.copyOf(before);
    this.release = release;
  }

  /** Nothing outlives the proxy. */
  static Keeping inMemory() {
    return new Keeping(MoreExecutors.directExecutor(), Keeper.NOTHING, List.of(), () -> {});
  }

  /**
   * Everything does, in {@code directory}.
   *
   * @param given what waits for the disk; if nothing is given, a thread of its own
   * @throws StateDirectoryException if the directory is in use or damaged
   */
  static Keeping in(Path directory, Optional<Executor> given) {
    if (given.isPresent()) {
      Executor inTurn = MoreExecutors.newSequentialExecutor(given.get());
      RouteFiles files = RouteFiles.open(directory);
      return new Keeping(inTurn, files, files.all(), files::close);
    }
    ExecutorService own =
        Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat("slots-proxy-tables").setDaemon(true).build());
    RouteFiles files = RouteFiles.open(directory);
    return new Keeping(
        own,
        files,
        files.all(),
        () -> {
          own.shutdown();
          files.close();
        });
  }

  Keeper keeper() {
    return keeper;
  }

  /**
   * Brings into force what was kept.
   *
   * @return of how many apps
   * @throws StateDirectoryException if it cannot be in force together
   */
  int restore(Admissions admissions) {
    for (Kept kept : before) {
      Optional<String> problem = admissions.restore(kept);
      if (problem.isPresent()) {
        throw new StateDirectoryException(
            "the routes of "
                + kept.app()
                + " that were kept cannot be in force: "
                + problem.get()
                + ". Somebody put files together that do not belong together");
      }
    }
    return before.size();
  }

  /**
   * Says whether the table of {@code app} may be told at once: no task for that app is under way,
   * and what is kept is what is in force. A disk that hangs in a task for another app is not waited
   * for.
   */
  boolean isAtRest(AppName app) {
    return !closed && !underWay.containsKey(app) && keeper.isSure(app);
  }

  /**
   * Does something for {@code app} when all that came before has been done, whatever app it was
   * for. All failures come by the stage.
   */
  <T> CompletableFuture<T> run(AppName app, Supplier<T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    underWay.merge(app, 1, Integer::sum);
    try {
      executor.execute(
          () -> {
            try {
              T done = task.get();
              hasEnded(app);
              answer.complete(done);
            } catch (RuntimeException | Error e) {
              hasEnded(app);
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      hasEnded(app);
      answer.completeExceptionally(
          new IllegalStateException("the proxy is closed, or its executor", e));
    }
    return answer;
  }

  /** Before its answer is given: whoever has heard that may ask at once. */
  private void hasEnded(AppName app) {
    underWay.computeIfPresent(app, (name, tasks) -> tasks == 1 ? null : tasks - 1);
  }

  /**
   * Ends what is its own, and lets the next proxy have the directory when what is being written is.
   * Does not wait, for the caller may be an event loop.
   *
   * @param patience how long the disk may take; then the future fails with a {@link
   *     StateDirectoryException}, and the directory is let go of when the disk answers: whatever is
   *     being written might otherwise take the place of what the next proxy writes
   */
  CompletableFuture<Void> close(Duration patience) {
    closed = true;
    return CompletableFuture.runAsync(release, Keeping::aside)
        .orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
        .exceptionallyComposeAsync(
            failure ->
                CompletableFuture.failedFuture(
                    failure instanceof TimeoutException ? slow(patience, failure) : failure),
            Keeping::aside);
  }

  /** On a thread for it alone: any other may be what is waited for. */
  private static void aside(Runnable task) {
    Thread thread = new Thread(task, "slots-proxy-close");
    thread.setDaemon(true);
    thread.start();
  }

  private static StateDirectoryException slow(Duration patience, Throwable failure) {
    return new StateDirectoryException(
        "the disk has not let go of the state directory within "
            + patience.toMillis()
            + " ms. The directory stays in use until it does, or this process ends",
        failure);
  }
}
