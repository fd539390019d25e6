package io.slots.testkit.conformance.planted;

import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.SlotStoreConformance;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlantedFault.class)
final class StoreCase implements SlotStoreConformance {
  private final StoreFault fault;
  private PlantedStore store;

  StoreCase(StoreFault fault) {
    this.fault = fault;
    store = new PlantedStore(fault);
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store = store.reopened();
  }

  @Override
  public void breakDown() {
    store.breakDown();
  }

  @Override
  public Set<Capability> unsupported() {
    return fault.unsupported();
  }

  @Override
  public Duration patience() {
    return Duration.ofSeconds(5);
  }
}
