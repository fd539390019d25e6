package io.slots.testkit.conformance;

import io.slots.spi.SlotStore;
import io.slots.testkit.SharedStore;
import io.slots.testkit.VirtualTime;
import java.util.EnumSet;
import java.util.Set;

final class SharedStoreConformanceTest implements SlotStoreConformance {
  private final VirtualTime time = VirtualTime.create();
  private SlotStore store = SharedStore.on(time);

  @Override
  public String name() {
    return "SharedStore";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store = SharedStore.on(time);
  }

  @Override
  public void breakDown() {}

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.DURABILITY, Capability.TROUBLE, Capability.SEVERAL_THREADS);
  }
}
