package io.slots.testkit.conformance;

import io.slots.spi.InstanceRestarter;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Set;

final class FakeRestarterConformanceTest implements InstanceRestarterConformance {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Platform platform = new FakeInstances(kit);

  @Override
  public String name() {
    return "FakePlatform as restarter";
  }

  @Override
  public InstanceRestarter restarter() {
    return kit.platform();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(kit.time());
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.SEVERAL_THREADS, Capability.CANCELLATION);
  }
}
