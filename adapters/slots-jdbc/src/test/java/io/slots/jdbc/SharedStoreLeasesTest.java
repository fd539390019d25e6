package io.slots.jdbc;

import io.slots.spi.SlotStore;
import io.slots.testkit.SharedStore;
import io.slots.testkit.VirtualTime;
import java.time.Duration;

/** The leases of the test kit's store keep to the same contract. */
final class SharedStoreLeasesTest extends EngineLeasesContract {
  private final VirtualTime time = VirtualTime.create();
  private final SharedStore store = SharedStore.on(time);

  @Override
  SlotStore store() {
    return store;
  }

  @Override
  void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  void settle() {
    time.settle();
  }

  @Override
  boolean isTold() {
    return false;
  }
}
