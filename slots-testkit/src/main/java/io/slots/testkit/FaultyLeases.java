package io.slots.testkit;

import io.slots.EngineId;
import io.slots.spi.EngineLeases;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The leases of a store that can go down. */
final class FaultyLeases implements EngineLeases {
  private final EngineLeases leases;
  private final BooleanSupplier down;

  FaultyLeases(EngineLeases leases, BooleanSupplier down) {
    this.leases = leases;
    this.down = down;
  }

  private <T> CompletionStage<T> unlessDown(Supplier<CompletionStage<T>> call) {
    return down.getAsBoolean()
        ? CompletableFuture.failedStage(new StoreException("the connection to the store was lost"))
        : call.get();
  }

  @Override
  public CompletionStage<?> begin(EngineId engine, Duration length) {
    return unlessDown(() -> leases.begin(engine, length).thenApply(done -> true));
  }

  @Override
  public CompletionStage<Boolean> renew(EngineId engine, Duration length) {
    return unlessDown(() -> leases.renew(engine, length));
  }

  @Override
  public CompletionStage<?> end(EngineId engine) {
    return unlessDown(() -> leases.end(engine).thenApply(done -> true));
  }

  @Override
  public CompletionStage<List<Adrift>> adrift(int limit) {
    return unlessDown(() -> leases.adrift(limit));
  }

  @Override
  public Watch watch(Watcher watcher) {
    return leases.watch(watcher);
  }
}
