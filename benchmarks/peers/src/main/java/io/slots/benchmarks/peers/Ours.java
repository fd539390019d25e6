package io.slots.benchmarks.peers;

import io.slots.benchmarks.floor.CountingSpis;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.store.Apps;
import io.slots.core.Slots;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.operation.Outcome;
import io.slots.spi.SlotStore;
import java.util.concurrent.CompletionStage;

/** The library, on whichever store. */
final class Ours implements Contender {
  private final Slots slots;
  private final Runnable closesStore;

  /** On a store that it closes at its end. */
  static Ours on(JdbcSlotStore store, Platform platform, int apps) {
    return new Ours(store, platform, apps, store::close);
  }

  Ours(SlotStore store, Platform platform, int apps, Runnable closesStore) {
    this.closesStore = closesStore;
    Apps.createAll(store, apps);
    CountingSpis instant = new CountingSpis(platform);
    slots = Slots.builder().restarter(instant).probe(instant).router(instant).store(store).build();
  }

  @Override
  public CompletionStage<?> swap(int app) {
    return slots
        .swaps()
        .swap(Apps.swap(app))
        .outcome()
        .thenAccept(
            outcome -> {
              if (!(outcome instanceof Outcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
              }
            });
  }

  @Override
  public void close() {
    slots.close();
    closesStore.run();
  }
}
