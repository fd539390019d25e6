package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import io.slots.core.time.Scheduler.Timer;
import io.slots.spi.StoreException;
import io.slots.text.Durations;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Puts a limit to the answers of a store. */
final class Punctuality {
  private final Scheduler scheduler;
  private final Duration limit;

  Punctuality(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
  }

  /**
   * Calls {@code method}. A store that throws, whatever it is, has failed like one whose stage
   * fails; so has one that answers with null.
   */
  <T> CompletionStage<T> inTime(String method, Supplier<? extends CompletionStage<T>> call) {
    CompletableFuture<T> answer;
    try {
      answer = Replies.of(method, call.get()).toCompletableFuture();
    } catch (Throwable e) {
      return CompletableFuture.failedStage(failure(method, e));
    }
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return answer;
    }
    CompletableFuture<T> punctual = new CompletableFuture<>();
    Timer timer =
        scheduler.after(
            limit,
            () ->
                punctual.completeExceptionally(
                    new StoreException("the store has not answered in " + Durations.exact(limit))));
    CompletableFuture<?> unused =
        answer.whenComplete(
            (value, error) -> {
              timer.cancel();
              if (error == null) {
                punctual.complete(value);
              } else {
                punctual.completeExceptionally(failure(method, error));
              }
            });
    return punctual;
  }

  /** The same, of a method that may answer with anything. */
  CompletionStage<Boolean> doneInTime(String method, Supplier<CompletionStage<?>> call) {
    return inTime(method, () -> Replies.stage(method, call.get()).thenApply(done -> true));
  }

  /** Whoever waits for a store expects exceptions of it, and no error. */
  private static RuntimeException failure(String method, Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    return cause instanceof RuntimeException known
        ? known
        : new StoreException(method + " failed: " + cause, cause);
  }
}
