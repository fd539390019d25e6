package io.slots.kubernetes.store;

import io.slots.kubernetes.server.ApiServer;
import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.EngineLeasesConformance;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** On an API server in memory. */
final class KubernetesLeasesConformanceTest implements EngineLeasesConformance {
  private final ApiServer server = ApiServer.start();
  private final KubernetesSlotStore store = KubernetesSlotStore.in(server.cluster());

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  @Override
  public String name() {
    return "Leases of a KubernetesSlotStore";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void pass(Duration duration) {
    server.pass(duration);
  }

  @Override
  public boolean hearsAtOnce() {
    return false;
  }
}
