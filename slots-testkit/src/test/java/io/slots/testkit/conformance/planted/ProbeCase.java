package io.slots.testkit.conformance.planted;

import com.google.common.collect.Sets;
import io.slots.spi.HealthProbe;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.HealthProbeConformance;
import io.slots.testkit.conformance.ProbedInstances;
import io.slots.testkit.conformance.Waiting;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PlantedFault.class)
final class ProbeCase implements HealthProbeConformance {
  private final ProbeFault fault;
  private final VirtualTime time = VirtualTime.create();
  private final PlantedProbe probe;

  ProbeCase(ProbeFault fault) {
    this.fault = fault;
    probe = new PlantedProbe(fault, new Delays(time));
  }

  @Override
  public HealthProbe probe() {
    return probe;
  }

  @Override
  public ProbedInstances instances() {
    return probe;
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
