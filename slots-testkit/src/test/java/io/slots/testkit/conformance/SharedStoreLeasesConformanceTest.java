package io.slots.testkit.conformance;

import io.slots.spi.SlotStore;
import io.slots.testkit.SharedStore;
import io.slots.testkit.VirtualTime;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

final class SharedStoreLeasesConformanceTest implements EngineLeasesConformance {
  private final VirtualTime time = VirtualTime.create();
  private final SharedStore store = SharedStore.on(time);

  @Override
  public String name() {
    return "SharedStore's leases";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  public boolean hearsAtOnce() {
    return true;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.SEVERAL_THREADS);
  }
}
