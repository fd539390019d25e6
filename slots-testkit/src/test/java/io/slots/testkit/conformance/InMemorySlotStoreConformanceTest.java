package io.slots.testkit.conformance;

import io.slots.core.store.InMemorySlotStore;
import io.slots.spi.SlotStore;
import java.util.EnumSet;
import java.util.Set;

final class InMemorySlotStoreConformanceTest implements SlotStoreConformance {
  private SlotStore store = InMemorySlotStore.create();

  @Override
  public String name() {
    return "InMemorySlotStore";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store = InMemorySlotStore.create();
  }

  @Override
  public void breakDown() {}

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.DURABILITY, Capability.TROUBLE);
  }
}
