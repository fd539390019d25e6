package io.slots.testkit.sweep;

import io.slots.app.AppName;
import io.slots.core.store.InMemorySlotStore;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A store on a disk. What was not synced when the power is lost is gone; an honest store
 * acknowledges only what it has synced.
 */
final class SimulatedDisk implements SlotStore {
  private final boolean honest;
  private final List<Function<SlotStore, CompletionStage<StoreAnswer>>> writes = new ArrayList<>();
  private int synced;
  private SlotStore store = InMemorySlotStore.create();

  private SimulatedDisk(boolean honest) {
    this.honest = honest;
  }

  /** It syncs each write before it answers. */
  static SimulatedDisk honest() {
    return new SimulatedDisk(true);
  }

  /** It answers first; a write is on the disk when the next one comes. */
  static SimulatedDisk skippingFsync() {
    return new SimulatedDisk(false);
  }

  /** What was not synced is gone. */
  void losePower() {
    writes.subList(synced, writes.size()).clear();
    store = InMemorySlotStore.create();
    for (Function<SlotStore, CompletionStage<StoreAnswer>> write : writes) {
      StoreAnswer unused = write.apply(store).toCompletableFuture().join();
    }
  }

  private CompletionStage<StoreAnswer> write(
      Function<SlotStore, CompletionStage<StoreAnswer>> write) {
    if (!honest) {
      synced = writes.size();
    }
    writes.add(write);
    if (honest) {
      synced = writes.size();
    }
    return write.apply(store);
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return write(it -> it.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return write(it -> it.replace(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return write(it -> it.delete(app, version));
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return store.find(app);
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return store.apps();
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return store.appsThatNeedEngine();
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return store.lastFencingToken(app);
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return store.history(app, limit);
  }
}
