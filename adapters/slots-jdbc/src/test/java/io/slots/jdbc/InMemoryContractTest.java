package io.slots.jdbc;

import io.slots.core.store.InMemorySlotStore;
import io.slots.spi.SlotStore;

/** The store that the others are measured by. */
final class InMemoryContractTest extends SlotStoreContract {
  private final SlotStore store = InMemorySlotStore.create();

  @Override
  SlotStore store() {
    return store;
  }
}
