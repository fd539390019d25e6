package io.slots.local.turn;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The calls for one instance, which take their turns one after another; a later one may take the
 * place of the one before. They are chained stages, so that no thread waits. Safe for use by
 * several threads.
 */
public final class Turns {
  private final Executor executor;
  private CompletableFuture<?> tail = CompletableFuture.completedFuture(true);
  private @Nullable Turn<?> latest;

  /** Does all work on {@code executor}. */
  public Turns(Executor executor) {
    this.executor = executor;
  }

  /**
   * Does {@code work} when the turns before have ended, and answers {@code turn} with what came of
   * it. The turn before is told at once that this one has come.
   */
  public <T> CompletableFuture<T> enter(Turn<T> turn, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done;
    synchronized (this) {
      Turn<?> before = latest;
      if (before != null) {
        // Not here: completing an answer runs the caller's code, and locks are held.
        executor.execute(() -> before.giveWayTo(turn));
      }
      latest = turn;
      done = append(work);
    }
    var unused =
        done.handleAsync(
            (value, failure) -> {
              turn.settle(value, failure);
              return true;
            },
            executor);
    return turn.answer();
  }

  /** Does {@code work} when the turns before have ended. */
  public synchronized <T> CompletableFuture<T> append(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done =
        tail.handle((value, failure) -> true).thenComposeAsync(free -> work.get(), executor);
    tail = done;
    return done;
  }

  /** Says whether no later turn has come. */
  public synchronized boolean isLatest(Turn<?> turn) {
    return latest == turn;
  }
}
