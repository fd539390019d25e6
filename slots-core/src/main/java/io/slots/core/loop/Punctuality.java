package io.slots.core.loop;

import io.slots.core.time.Scheduler;
import io.slots.core.time.Scheduler.Timer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
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

  /** A store that throws has failed like one whose stage fails. */
  <T> CompletionStage<T> inTime(Supplier<? extends CompletionStage<T>> call) {
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
    if (stage.toCompletableFuture().isDone()) {
      return stage;
    }
    CompletableFuture<T> punctual = new CompletableFuture<>();
    Timer timer =
        scheduler.after(
            limit,
            () ->
                punctual.completeExceptionally(
                    new StoreException(
                        "the store has not answered in " + limit.toSeconds() + " s")));
    stage
        .thenAccept(punctual::complete)
        .whenComplete(
            (done, error) -> {
              timer.cancel();
              if (error != null) {
                punctual.completeExceptionally(error);
              }
            });
    return punctual;
  }
}
