package io.slots.jdbc;

import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Waits for every answer of a store, so that virtual time, which knows of no other threads, does
 * not pass meanwhile. The store behind it may be changed for another.
 */
final class Awaited implements SlotStore {
  private SlotStore store;
  private Runnable beforeEachCall = () -> {};
  private Runnable beforeEachWrite = () -> {};

  Awaited(SlotStore store) {
    this.store = store;
  }

  void changeTo(SlotStore another) {
    store = another;
  }

  void beforeEachCall(Runnable action) {
    beforeEachCall = action;
  }

  void beforeEachWrite(Runnable action) {
    beforeEachWrite = action;
  }

  private CompletionStage<StoreAnswer> written(Supplier<CompletionStage<StoreAnswer>> write) {
    return awaited(
        () -> {
          beforeEachWrite.run();
          return write.get();
        });
  }

  private <T> CompletionStage<T> awaited(Supplier<CompletionStage<T>> call) {
    beforeEachCall.run();
    try {
      return CompletableFuture.completedFuture(call.get().toCompletableFuture().join());
    } catch (CompletionException e) {
      return CompletableFuture.failedStage(e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return awaited(() -> store.find(app));
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return awaited(() -> store.apps());
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return awaited(() -> store.appsThatNeedEngine());
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return awaited(() -> store.lastFencingToken(app));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return written(() -> store.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return written(() -> store.replace(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return written(() -> store.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return awaited(() -> store.history(app, limit));
  }
}
