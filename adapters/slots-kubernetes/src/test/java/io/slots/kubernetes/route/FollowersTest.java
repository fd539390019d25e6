package io.slots.kubernetes.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pods that the cluster makes in the place of others. */
final class FollowersTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final HostName HOST = HostName.of("shop.example");

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient aside = server.aside();
  private final RestOfTheCluster rest = server.rest();
  private final FakeGateway gateway = new FakeGateway(aside);
  private final KubernetesRouter router =
      KubernetesRouter.builder(server.cluster(), Front.ingress("fake"))
          .settle(Duration.ZERO)
          .build();

  @AfterEach
  void close() {
    router.close();
    rest.close();
    server.close();
  }

  private CompletableFuture<RoutesAnswer> publish(long number, Instance instance) {
    Route route =
        new Route(
            HOST,
            SlotName.PRODUCTION,
            Optional.of(ContentId.of("v1")),
            List.of(instance),
            List.of());
    return router
        .publish(
            new RoutingTable(SHOP, new RoutingGeneration(1, number), List.of(route)),
            new Call(OperationId.of("op-1"), 1, 1))
        .toCompletableFuture();
  }

  /** A table that never came into force says nothing of where pods belong. */
  @Test
  void podThatIsReplacedAfterATableHasFailed_isOfTheTableThatIsInForce() {
    assertThat(publish(1, gateway.instance("blue")).join())
        .isInstanceOf(RoutesAnswer.InForce.class);
    CompletableFuture<RoutesAnswer> failed =
        publish(2, Instance.of("ghost", "http://10.9.9.9:8080"));
    within30Seconds(
        () -> {
          server.pass(Duration.ofMinutes(1));
          return failed.isDone();
        });
    assertThatThrownBy(failed::join)
        .hasCauseInstanceOf(KubernetesException.class)
        .hasMessageContaining("nothing was switched");

    var unused =
        aside
            .pods()
            .inNamespace(ApiServer.NAMESPACE)
            .withName("pod-blue")
            .withGracePeriod(0)
            .delete();
    Instance successor = gateway.instance("blue");

    within30Seconds(() -> gateway.visit(HOST).instance().equals(Optional.of(successor.id())));
  }

  private static void within30Seconds(Callable<Boolean> seen) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(seen);
  }
}
