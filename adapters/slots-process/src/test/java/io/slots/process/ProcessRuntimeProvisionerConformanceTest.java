package io.slots.process;

import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.conformance.InstanceProvisionerConformance;
import io.slots.testkit.conformance.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On real processes. */
final class ProcessRuntimeProvisionerConformanceTest implements InstanceProvisionerConformance {
  @RegisterExtension private final RuntimeExtension processes = new RuntimeExtension();
  private @Nullable ProcessPlatform platform;

  @BeforeEach
  void start() {
    platform = new ProcessPlatform(processes);
  }

  private ProcessPlatform started() {
    return java.util.Objects.requireNonNull(platform);
  }

  @Override
  public String name() {
    return "ProcessRuntime as provisioner";
  }

  @Override
  public InstanceProvisioner provisioner() {
    return started().runtime();
  }

  @Override
  public Platform platform() {
    return started();
  }

  @Override
  public Duration patience() {
    return Calls.PATIENCE;
  }
}
