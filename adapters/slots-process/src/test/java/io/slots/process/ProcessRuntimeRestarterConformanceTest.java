package io.slots.process;

import io.slots.spi.InstanceRestarter;
import io.slots.testkit.conformance.InstanceRestarterConformance;
import io.slots.testkit.conformance.Platform;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** On real processes. */
final class ProcessRuntimeRestarterConformanceTest implements InstanceRestarterConformance {
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
    return "ProcessRuntime as restarter";
  }

  @Override
  public InstanceRestarter restarter() {
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
