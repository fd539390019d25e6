package io.slots.core.loop;

import io.slots.app.AppName;
import io.slots.core.time.Scheduler;
import io.slots.core.time.Scheduler.Timer;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A store that has not answered in time has failed: whether a write was made is not known then, and
 * is read back. Without that, a store that hangs would hold an operation for ever.
 */
public final class PunctualStore implements SlotStore {
  /** How long an answer may take. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private final SlotStore store;
  private final Scheduler scheduler;

  /** Puts a limit to the answers of {@code store}. */
  public PunctualStore(SlotStore store, Scheduler scheduler) {
    this.store = store;
    this.scheduler = scheduler;
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return inTime(() -> store.find(app));
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return inTime(() -> store.apps());
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return inTime(() -> store.appsThatNeedEngine());
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return inTime(() -> store.lastFencingToken(app));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return inTime(() -> store.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return inTime(() -> store.replace(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return inTime(() -> store.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return inTime(() -> store.history(app, limit));
  }

  /** A store that throws has failed like one whose stage fails. */
  private <T> CompletionStage<T> inTime(Supplier<CompletionStage<T>> call) {
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
            LIMIT,
            () ->
                punctual.completeExceptionally(
                    new StoreException(
                        "the store has not answered in " + LIMIT.toSeconds() + " s")));
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
