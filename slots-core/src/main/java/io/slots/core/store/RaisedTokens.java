package io.slots.core.store;

import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A store whose apps have had at least a certain fencing token, whatever it remembers. What is read
 * shows it, and so whatever claims an app next stores a higher one. For stores that were restored
 * from a backup: the parts of the platform remember what came after that (S9.4).
 */
public final class RaisedTokens implements SlotStore {
  private final SlotStore store;
  private final long least;

  /** Raises the tokens of {@code store} to {@code least}. */
  public RaisedTokens(SlotStore store, long least) {
    this.store = store;
    this.least = least;
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return store.find(app).thenApply(found -> found.map(this::raised));
  }

  private AppRecord raised(AppRecord record) {
    return record.fencingToken() >= least ? record : record.toBuilder().fencingToken(least).build();
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return store.lastFencingToken(app).thenApply(last -> Math.max(last, least));
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
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return store.create(first);
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return store.replace(next, ended);
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return store.delete(app, version);
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return store.history(app, limit);
  }

  @Override
  public Optional<EngineLeases> leases() {
    return store.leases();
  }
}
