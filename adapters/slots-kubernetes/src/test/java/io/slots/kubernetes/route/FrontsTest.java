package io.slots.kubernetes.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The fronts that have an object for each host. */
final class FrontsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient aside = server.aside();
  private final RestOfTheCluster rest = server.rest();
  private final FakeGateway gateway = new FakeGateway(aside);

  @AfterEach
  void close() {
    rest.close();
    server.close();
  }

  private static RoutingTable table(
      long number, Instance production, Instance staging, TrafficShare... shares) {
    return new RoutingTable(
        SHOP,
        new RoutingGeneration(1, number),
        List.of(
            route("shop.example", SlotName.PRODUCTION, production, List.of(shares)),
            route("shop-staging.example", STAGING, staging, List.of())));
  }

  private static Route route(
      String host, SlotName slot, Instance instance, List<TrafficShare> shares) {
    return new Route(
        HostName.of(host), slot, Optional.of(ContentId.of("v1")), List.of(instance), shares);
  }

  private static CompletableFuture<RoutesAnswer> publish(
      KubernetesRouter router, RoutingTable table) {
    return router.publish(table, new Call(OperationId.of("op-1"), 1, 1)).toCompletableFuture();
  }

  private Map<String, String> selector(String service) {
    return aside
        .resources(Service.class)
        .inNamespace(ApiServer.NAMESPACE)
        .withName(service)
        .get()
        .getSpec()
        .getSelector();
  }

  @Test
  void services_changePlacesBySelector() {
    Instance blue = gateway.instance("blue");
    Instance green = gateway.instance("green");
    try (KubernetesRouter router =
        KubernetesRouter.builder(server.cluster(), Front.services()).build()) {
      assertThat(publish(router, table(1, blue, green)).join())
          .isInstanceOf(RoutesAnswer.InForce.class);
      Map<String, String> production = selector("shop");
      Map<String, String> staging = selector("shop-staging");
      assertThat(production).isNotEqualTo(staging);

      assertThat(publish(router, table(2, green, blue)).join())
          .isInstanceOf(RoutesAnswer.InForce.class);

      assertThat(selector("shop")).isEqualTo(staging);
      assertThat(selector("shop-staging")).isEqualTo(production);
      assertThat(publish(router, table(3, green, blue, TrafficShare.of(STAGING, 10))).join())
          .isInstanceOf(RoutesAnswer.Refused.class);
    }
  }

  /** A Service of the embedder's own, which leads elsewhere. */
  @Test
  void services_leaveOneOfSomebodyElseAlone() {
    Service theirs =
        new ServiceBuilder()
            .withNewMetadata()
            .withName("shop")
            .endMetadata()
            .withNewSpec()
            .addToSelector("app", "theirs")
            .addNewPort()
            .withPort(80)
            .endPort()
            .endSpec()
            .build();
    var unused = aside.resource(theirs).inNamespace(ApiServer.NAMESPACE).create();
    try (KubernetesRouter router =
        KubernetesRouter.builder(server.cluster(), Front.services()).build()) {
      RoutesAnswer answer =
          publish(router, table(1, gateway.instance("blue"), gateway.instance("green"))).join();

      assertThat(answer)
          .isEqualTo(
              new RoutesAnswer.Refused(
                  "Service shop is somebody else's already: choose another host name, or delete"
                      + " it"));
      assertThat(selector("shop")).containsOnlyKeys("app");
      assertThat(router.inForce(SHOP).toCompletableFuture().join()).isEmpty();
    }
  }

  /** Their first labels are the names of the Services. */
  @Test
  void services_ofTwoHostsThatBeginAlike_areRefused() {
    Instance blue = gateway.instance("blue");
    RoutingTable table =
        new RoutingTable(
            SHOP,
            new RoutingGeneration(1, 1),
            List.of(
                route("shop.example", SlotName.PRODUCTION, blue, List.of()),
                route("shop.test", STAGING, blue, List.of())));
    try (KubernetesRouter router =
        KubernetesRouter.builder(server.cluster(), Front.services()).build()) {
      assertThat(publish(router, table).join())
          .isEqualTo(
              new RoutesAnswer.Refused(
                  "two of its hosts need an object of the same name, Service shop"));
    }
  }

  @Test
  void httpRoutes_haveSharesAsWeights_andAreInForceWhenTheGatewaySaysSo() {
    Assumptions.assumeTrue(
        !ApiServer.isGiven() || aside.supports(HTTPRoute.class), "the cluster has no Gateway API");
    Instance blue = gateway.instance("blue");
    Instance green = gateway.instance("green");
    try (KubernetesRouter router =
        KubernetesRouter.builder(server.cluster(), Front.httpRoutes("gate")).build()) {
      CompletableFuture<RoutesAnswer> answer =
          publish(router, table(1, blue, green, TrafficShare.of(STAGING, 12.5)));
      var routes = aside.resources(HTTPRoute.class).inNamespace(ApiServer.NAMESPACE);
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> routes.list().getItems().size() == 2);
      assertThat(answer).isNotDone();
      HTTPRoute production = routes.withName("shop-example").get();
      List<HTTPBackendRef> drawn =
          production
              .getSpec()
              .getRules()
              .get(production.getSpec().getRules().size() - 1)
              .getBackendRefs();
      assertThat(drawn.stream().map(HTTPBackendRef::getWeight).collect(Collectors.toList()))
          .containsExactly(125, 875);

      routes.list().getItems().forEach(this::accept);

      assertThat(answer.join()).isInstanceOf(RoutesAnswer.InForce.class);
    }
  }

  private void accept(HTTPRoute route) {
    route.setStatus(
        new HTTPRouteStatusBuilder()
            .addNewParent()
            .addToConditions(
                new ConditionBuilder()
                    .withType("Accepted")
                    .withStatus("True")
                    .withObservedGeneration(route.getMetadata().getGeneration())
                    .build())
            .endParent()
            .build());
    var unused =
        aside
            .resources(HTTPRoute.class)
            .inNamespace(ApiServer.NAMESPACE)
            .resource(route)
            .updateStatus();
  }
}
