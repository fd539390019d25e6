package io.slots.testkit.conformance;

import io.slots.spi.HealthProbe;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Set;

final class FakeProbeConformanceTest implements HealthProbeConformance {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final ProbedInstances instances = new FakeProbedInstances(kit);

  @Override
  public String name() {
    return "FakePlatform as probe";
  }

  @Override
  public HealthProbe probe() {
    return kit.platform();
  }

  @Override
  public ProbedInstances instances() {
    return instances;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(kit.time());
  }

  @Override
  public Set<Capability> unsupported() {
    return EnumSet.of(Capability.SEVERAL_THREADS);
  }
}
