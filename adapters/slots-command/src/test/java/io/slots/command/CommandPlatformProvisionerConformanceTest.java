package io.slots.command;

import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.conformance.InstanceProvisionerConformance;
import io.slots.testkit.conformance.Platform;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** With real commands, and real processes that they start. */
final class CommandPlatformProvisionerConformanceTest implements InstanceProvisionerConformance {
  private final ScriptedPlatform platform;

  CommandPlatformProvisionerConformanceTest(@TempDir Path home) {
    platform = new ScriptedPlatform(home);
  }

  @AfterEach
  void end() {
    platform.close();
  }

  @Override
  public String name() {
    return "CommandPlatform as provisioner";
  }

  @Override
  public InstanceProvisioner provisioner() {
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
