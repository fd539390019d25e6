package io.slots.kubernetes.route;

import io.slots.app.AppName;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** One thing of an app after the other, in the order in which they came. No thread waits. */
final class Turns {
  private final Executor executor;
  private final Map<AppName, CompletableFuture<?>> last = new ConcurrentHashMap<>();

  Turns(Executor executor) {
    this.executor = executor;
  }

  /** Has {@code work} begun when what came before for the app has ended, well or not. */
  <T> CompletableFuture<T> take(AppName app, Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> done = new CompletableFuture<>();
    var unused =
        last.compute(
            app,
            (same, before) -> {
              CompletableFuture<?> free =
                  before == null ? CompletableFuture.completedFuture(true) : before;
              CompletableFuture<T> mine =
                  free.handle((value, failure) -> true)
                      .thenComposeAsync(now -> work.get(), executor);
              var ignored =
                  mine.whenCompleteAsync(
                      (value, failure) -> {
                        if (failure == null) {
                          done.complete(value);
                        } else {
                          done.completeExceptionally(failure);
                        }
                      },
                      executor);
              return mine;
            });
    return done;
  }
}
