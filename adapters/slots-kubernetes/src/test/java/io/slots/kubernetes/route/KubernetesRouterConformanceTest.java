package io.slots.kubernetes.route;

import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.spi.Router;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.DataPlane;
import io.slots.testkit.conformance.RouterConformance;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/**
 * On an API server in memory, by Ingress, with a gateway that reads the cluster at each request and
 * counts what is in flight.
 */
final class KubernetesRouterConformanceTest implements RouterConformance {
  private final ApiServer server = ApiServer.start();
  private final RestOfTheCluster rest = server.rest();
  private final FakeGateway gateway = new FakeGateway(server.aside());
  private final KubernetesRouter router =
      KubernetesRouter.builder(server.cluster(), Front.ingress("fake"))
          .settle(Duration.ZERO)
          .inFlight(gateway::count)
          .build();

  @AfterEach
  void close() {
    router.close();
    rest.close();
    server.close();
  }

  @Override
  public String name() {
    return "KubernetesRouter by Ingress";
  }

  @Override
  public Router router() {
    return router;
  }

  @Override
  public DataPlane dataPlane() {
    return gateway;
  }

  @Override
  public Set<Capability> unsupported() {
    return Set.of(Capability.TRAFFIC_SHARES);
  }
}
