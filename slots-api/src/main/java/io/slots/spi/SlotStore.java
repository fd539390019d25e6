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

  /** The names of all apps that have an operation under way. */
  CompletionStage<List<AppName>> appsInOperation();

  /** Writes the first record of an app; {@link StoreAnswer.Stale} if the app exists. */
  CompletionStage<StoreAnswer> create(AppRecord first);

  /**
   * Writes {@code next} if the stored record has the version before it, and appends {@code ended}
   * to the app's history in the same step.
   */
  CompletionStage<StoreAnswer> replace(AppRecord next, Optional<EndedOperation> ended);

  /** Removes the app with its history, if the stored record has {@code version}. */
  CompletionStage<StoreAnswer> delete(AppName app, long version);

  /** The ended operations of an app, newest first, {@code limit} of them at most. */
  CompletionStage<List<EndedOperation>> history(AppName app, int limit);
}
