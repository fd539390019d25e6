package io.slots.kubernetes.store;

import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import io.slots.spi.SlotStore;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.SlotStoreConformance;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** On an API server in memory. */
final class KubernetesSlotStoreConformanceTest implements SlotStoreConformance {
  private final ApiServer server = ApiServer.start();
  private KubernetesSlotStore store = KubernetesSlotStore.in(server.cluster());

  @AfterEach
  void close() {
    store.close();
    server.close();
  }

  @Override
  public String name() {
    return "KubernetesSlotStore";
  }

  @Override
  public SlotStore store() {
    return store;
  }

  @Override
  public void reopen() {
    store.close();
    store = KubernetesSlotStore.in(server.cluster());
  }

  @Override
  public void breakDown() {
    if (!ApiServer.isGiven()) {
      server.faults(call -> call.isWrite() ? Fault.refused(500) : null);
    }
  }

  @Override
  public Set<Capability> unsupported() {
    return ApiServer.isGiven() ? Set.of(Capability.TROUBLE) : Set.of();
  }
}
