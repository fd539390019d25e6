package io.slots.proxy;

import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.MoreExecutors;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Keeper;
import io.slots.proxy.admission.Kept;
import io.slots.proxy.state.RouteFiles;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/**
 * Whether the tables outlive the proxy, and where they are dealt with: at once, by whoever calls;
 * or one after another on an executor, where the disk is waited for.
 */
final class Keeping implements AutoCloseable {
  private final Executor executor;
  private final Optional<RouteFiles> files;
  private final Runnable release;

  private Keeping(Executor executor, Optional<RouteFiles> files, Runnable release) {
    this.executor = executor;
    this.files = files;
    this.release = release;
  }

  /** Nothing outlives the proxy. */
  static Keeping inMemory() {
    return new Keeping(MoreExecutors.directExecutor(), Optional.empty(), () -> {});
  }

  /**
   * Everything does, in {@code directory}.
   *
   * @param given what waits for the disk; if nothing is given, a thread of its own
   * @throws StateDirectoryException if the directory is in use or damaged
   */
  static Keeping in(Path directory, Optional<Executor> given) {
    RouteFiles files = RouteFiles.open(directory);
    if (given.isPresent()) {
      Executor inTurn = MoreExecutors.newSequentialExecutor(given.get());
      return new Keeping(inTurn, Optional.of(files), () -> {});
    }
    ExecutorService own =
        Executors.newSingleThreadExecutor(
            new ThreadFactoryBuilder().setNameFormat("slots-proxy-tables").setDaemon(true).build());
    return new Keeping(own, Optional.of(files), own::shutdown);
  }

  Keeper keeper() {
    return files.map(Keeper.class::cast).orElse(Keeper.NOTHING);
  }

  /**
   * Brings into force what was kept.
   *
   * @return of how many apps
   * @throws StateDirectoryException if it cannot be in force together
   */
  int restore(Admissions admissions) {
    int apps = 0;
    for (Kept kept : files.map(RouteFiles::all).orElse(ImmutableList.of())) {
      Optional<String> problem = admissions.restore(kept);
      if (problem.isPresent()) {
        throw new StateDirectoryException(
            "the routes of "
                + kept.app()
                + " that were kept cannot be in force: "
                + problem.get()
                + ". Somebody put files together that do not belong together");
      }
      apps++;
    }
    return apps;
  }

  /** Deals with tables when those before have been dealt with. All failures come by the stage. */
  <T> CompletableFuture<T> run(Supplier<T> task) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      executor.execute(
          () -> {
            try {
              answer.complete(task.get());
            } catch (RuntimeException | Error e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new IllegalStateException("the proxy is closed, or its executor", e));
    }
    return answer;
  }

  /** Ends what is its own, and lets the next proxy have the directory. */
  @Override
  public void close() {
    release.run();
    files.ifPresent(RouteFiles::close);
  }
}
