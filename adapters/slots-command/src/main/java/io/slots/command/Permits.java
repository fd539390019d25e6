package io.slots.command;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Lets so many tasks run at once; the others wait, without a thread, in the order in which they
 * came. Safe for use by several threads.
 */
final class Permits {
  private final Executor executor;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int free;

  Permits(int limit, Executor executor) {
    this.free = limit;
    this.executor = executor;
  }

  /** Runs {@code work} on the executor when its time has come. */
  <T> CompletableFuture<T> run(Supplier<T> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Runnable task =
        () -> {
          CompletableFuture<T> result = CompletableFuture.supplyAsync(work, executor);
          var unused =
              result.whenComplete(
                  (value, failure) -> {
                    next();
                    if (failure != null) {
                      done.completeExceptionally(failure);
                    } else {
                      done.complete(value);
                    }
                  });
        };
    boolean now;
    synchronized (this) {
      now = free > 0;
      if (now) {
        free--;
      } else {
        waiting.add(task);
      }
    }
    if (now) {
      task.run();
    }
    return done;
  }

  private void next() {
    Runnable task;
    synchronized (this) {
      task = waiting.poll();
      if (task == null) {
        free++;
        return;
      }
    }
    task.run();
  }
}
