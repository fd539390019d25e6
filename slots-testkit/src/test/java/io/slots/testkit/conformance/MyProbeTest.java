package io.slots.testkit.conformance;

import io.slots.core.probe.HttpHealthProbe;
import io.slots.spi.HealthProbe;
import org.junit.jupiter.api.AfterEach;

/** The adapter that is certified in the README, in ten lines (which are longer, formatted). */
final class MyProbeTest implements HealthProbeConformance {
  private final HealthProbe probe = HttpHealthProbe.create(); // yours
  private final LoopbackInstances instances = LoopbackInstances.create();

  @Override
  public HealthProbe probe() {
    return probe;
  }

  @Override
  public ProbedInstances instances() {
    return instances;
  }

  @AfterEach
  void close() {
    instances.close();
  }
}
