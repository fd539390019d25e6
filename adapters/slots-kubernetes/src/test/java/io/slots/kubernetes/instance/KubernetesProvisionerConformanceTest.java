package io.slots.kubernetes.instance;

import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.InstanceProvisionerConformance;
import io.slots.testkit.conformance.Platform;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** On an API server in memory, with a kubelet in name only. */
final class KubernetesProvisionerConformanceTest implements InstanceProvisionerConformance {
  private final PodPlatform platform = new PodPlatform();

  @AfterEach
  void close() {
    platform.close();
  }

  @Override
  public String name() {
    return "KubernetesInstances as InstanceProvisioner";
  }

  @Override
  public InstanceProvisioner provisioner() {
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
