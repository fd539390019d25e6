package io.slots.spi;

import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps apps and the history of their operations. Every write is conditional on the version, whole
 * and in one step. No two apps of a store share a host name (S1.3). See the package for threading,
 * failure and repetition; a stage that fails with a {@link StoreException} says what to do.
 */
public interface SlotStore {
  /** The record of an app, as last written. */
  CompletionStage<Optional<AppRecord>> find(AppName app);

  /** The names of all apps, in their order. */
  CompletionStage<List<AppName>> apps();

  /** The names of all apps whose record {@linkplain AppRecord#needsEngine() needs an engine}. */
  CompletionStage<List<AppName>> appsThatNeedEngine();

  /**
   * The highest fencing token that an app of that name had, deleted ones included; 0 if there never
   * was one. So a new app of an old name goes on where the old one ended, and nothing that
   * remembers the old one's tokens takes the new one for an impostor.
   */
  CompletionStage<Long> lastFencingToken(AppName app);

  /** Writes the first record of an app; {@link StoreAnswer.Stale} if the app exists. */
  CompletionStage<StoreAnswer> create(AppRecord first);

  /**
   * Writes {@code next} if the stored record has the version before it, and appends {@code ended}
   * to the app's history in the same step, the first as the oldest. A write that was made already
   * is stale when it is made again (S9.5), and appends nothing.
   */
  CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended);

  /**
   * Removes the app with its history, if the stored record has {@code version}; its highest fencing
   * token is kept.
   */
  CompletionStage<StoreAnswer> delete(AppName app, long version);

  /** The ended operations of an app, newest first, {@code limit} of them at most. */
  CompletionStage<List<EndedOperation>> history(AppName app, int limit);

  /**
   * The leases of the engines that share the store. Empty, unless an implementation says otherwise:
   * then one engine at a time uses it, and one that is built on it takes over whatever it finds.
   */
  default Optional<EngineLeases> leases() {
    return Optional.empty();
  }
}
