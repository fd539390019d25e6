package io.slots.kubernetes.instance;

import io.slots.spi.InstanceRestarter;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.InstanceRestarterConformance;
import io.slots.testkit.conformance.Platform;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** On an API server in memory, with a kubelet in name only. */
final class KubernetesRestarterConformanceTest implements InstanceRestarterConformance {
  private final PodPlatform platform = new PodPlatform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Override
  public String name() {
    return "KubernetesInstances as InstanceRestarter";
  }

  @Override
  public InstanceRestarter restarter() {
    return platform.instances;
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public Set<Capability> unsupported() {
    return Set.of(Capability.CANCELLATION);
  }
}
