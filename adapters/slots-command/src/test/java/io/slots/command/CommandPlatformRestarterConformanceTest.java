package io.slots.command;

import io.slots.spi.InstanceRestarter;
import io.slots.testkit.conformance.InstanceRestarterConformance;
import io.slots.testkit.conformance.Platform;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** With real commands, and real processes that they start. */
final class CommandPlatformRestarterConformanceTest implements InstanceRestarterConformance {
  private final ScriptedPlatform platform;

  CommandPlatformRestarterConformanceTest(@TempDir Path home) {
    platform = new ScriptedPlatform(home);
  }

  @AfterEach
  void end() {
    platform.close();
  }

  @Override
  public String name() {
    return "CommandPlatform as restarter";
  }

  @Override
  public InstanceRestarter restarter() {
    return platform.commands();
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public Duration patience() {
    return Calls.PATIENCE;
  }
}
