package io.slots.testkit.conformance;

import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Set;

final class FakeProvisionerConformanceTest implements InstanceProvisionerConformance {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Platform platform = new FakeInstances(kit);

  /** The SPI allows it; the fake forbids it, since the engine has no use for it. */
  FakeProvisionerConformanceTest() {
    kit.platform().allowReusedInstanceIds();
  }

  @Override
  public String name() {
    return "FakePlatform as provisioner";
  }

  @Override
  public InstanceProvisioner provisioner() {
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
