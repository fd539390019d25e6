package io.slots.testkit.conformance.planted;

import com.google.common.collect.Sets;
import io.slots.spi.InstanceProvisioner;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.InstanceProvisionerConformance;
import io.slots.testkit.conformance.Platform;
import io.slots.testkit.conformance.Waiting;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlantedFault.class)
final class ProvisionerCase implements InstanceProvisionerConformance {
  private final ProvisionerFault fault;
  private final VirtualTime time = VirtualTime.create();
  private final PlantedPlatform platform;

  ProvisionerCase(ProvisionerFault fault) {
    this.fault = fault;
    platform = new PlantedPlatform(fault, new Delays(time));
  }

  @Override
  public InstanceProvisioner provisioner() {
    return platform;
  }

  @Override
  public Platform platform() {
    return platform;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return Sets.union(fault.unsupported(), EnumSet.of(Capability.SEVERAL_THREADS));
  }
}
