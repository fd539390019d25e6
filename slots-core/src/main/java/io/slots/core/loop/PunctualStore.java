package io.slots.core.loop;

import io.slots.app.AppName;
import io.slots.core.time.Scheduler;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A store that has not answered in time has failed: whether a write was made is not known then, and
 * is read back. Without that, a store that hangs would hold an operation for ever.
 */
public final class PunctualStore implements SlotStore {
  /** How long an answer may take. */
  public static final Duration LIMIT = Duration.ofSeconds(30);

  private final SlotStore store;
  private final Punctuality punctuality;

  /** Puts a limit to the answers of {@code store}. */
  public PunctualStore(SlotStore store, Scheduler scheduler) {
    this.store = store;
    this.punctuality = new Punctuality(scheduler, LIMIT);
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return punctuality.inTime("SlotStore.find", () -> store.find(app));
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return punctuality.inTime("SlotStore.apps", () -> store.apps());
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return punctuality.inTime("SlotStore.appsThatNeedEngine", () -> store.appsThatNeedEngine());
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return punctuality.inTime("SlotStore.lastFencingToken", () -> store.lastFencingToken(app));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return punctuality.inTime("SlotStore.create", () -> store.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return punctuality.inTime("SlotStore.replace", () -> store.replace(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return punctuality.inTime("SlotStore.delete", () -> store.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return punctuality.inTime("SlotStore.history", () -> store.history(app, limit));
  }

  /** Not limited here: {@link Lease} has limits of its own. */
  @Override
  public Optional<EngineLeases> leases() {
    return store.leases();
  }
}
