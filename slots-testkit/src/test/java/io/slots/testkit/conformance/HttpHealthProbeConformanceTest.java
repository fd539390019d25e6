package io.slots.testkit.conformance;

import io.slots.core.probe.HttpHealthProbe;
import io.slots.spi.HealthProbe;
import org.junit.jupiter.api.AfterEach;

final class HttpHealthProbeConformanceTest implements HealthProbeConformance {
  private final HttpHealthProbe probe = HttpHealthProbe.create();
  private final LoopbackInstances instances = LoopbackInstances.create();

  @AfterEach
  void close() {
    instances.close();
  }

  @Override
  public String name() {
    return "HttpHealthProbe";
  }

  @Override
  public HealthProbe probe() {
    return probe;
  }

  @Override
  public LoopbackInstances instances() {
    return instances;
  }
}
