package io.slots.testkit;

import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.core.store.InMemorySlotStore;
import io.slots.core.time.Scheduler;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A store in memory that several engines share, as they do a database: with leases, by a clock that
 * is the store's own, and with watchers that hear of writes. For use by one thread.
 */
public final class SharedStore implements SlotStore, EngineLeases {
  private final SlotStore store = InMemorySlotStore.create();
  private final Scheduler time;
  private final Map<String, Lease> leases = new HashMap<>();
  private final List<Watcher> watchers = new ArrayList<>();
  private boolean deaf;

  private record Lease(EngineId engine, long end) {}

  private SharedStore(Scheduler time) {
    this.time = time;
  }

  /** Returns an empty store, whose leases run by {@code time}. */
  public static SharedStore on(VirtualTime time) {
    return new SharedStore(time);
  }

  /** From now on watchers hear of no write, but twice a minute that they may have missed some. */
  public void stopTelling() {
    deaf = true;
    tellOfMissed();
  }

  private void tellOfMissed() {
    tell(Watcher::missed);
    time.after(Duration.ofSeconds(30), this::tellOfMissed);
  }

  private void tell(Consumer<Watcher> what) {
    List.copyOf(watchers).forEach(it -> time.execute(() -> what.accept(it)));
  }

  private CompletionStage<StoreAnswer> told(
      AppName app, long version, CompletionStage<StoreAnswer> answer) {
    return answer.thenApply(
        it -> {
          if (it instanceof StoreAnswer.Written && !deaf) {
            tell(watcher -> watcher.changed(app, version));
          }
          return it;
        });
  }

  @Override
  public Optional<EngineLeases> leases() {
    return Optional.of(this);
  }

  @Override
  public CompletionStage<?> begin(EngineId engine, Duration length) {
    leases.put(engine.name(), new Lease(engine, time.nanoTime() + length.toNanos()));
    return CompletableFuture.completedStage(null);
  }

  @Override
  public CompletionStage<Boolean> renew(EngineId engine, Duration length) {
    Lease lease = leases.get(engine.name());
    if (lease != null && !lease.engine().equals(engine)) {
      return CompletableFuture.completedStage(false);
    }
    return begin(engine, length).thenApply(done -> true);
  }

  @Override
  public CompletionStage<?> end(EngineId engine) {
    leases.values().removeIf(it -> it.engine().equals(engine));
    tell(Watcher::missed);
    return CompletableFuture.completedStage(null);
  }

  private boolean isHeld(EngineId engine) {
    Lease lease = leases.get(engine.name());
    return lease != null && lease.engine().equals(engine) && lease.end() - time.nanoTime() > 0;
  }

  @Override
  public CompletionStage<List<Adrift>> adrift(int limit) {
    return store
        .appsThatNeedEngine()
        .thenApply(
            apps ->
                apps.stream()
                    .flatMap(it -> store.find(it).toCompletableFuture().join().stream())
                    .filter(it -> it.engine().filter(this::isHeld).isEmpty())
                    .limit(limit)
                    .map(
                        it -> new Adrift(it.name(), it.engine().map(EngineId::toString).orElse("")))
                    .toList());
  }

  @Override
  public Watch watch(Watcher watcher) {
    watchers.add(watcher);
    return () -> watchers.remove(watcher);
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
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return told(first.name(), first.version(), store.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return told(next.name(), next.version(), store.replace(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return told(app, version + 1, store.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return store.history(app, limit);
  }
}
