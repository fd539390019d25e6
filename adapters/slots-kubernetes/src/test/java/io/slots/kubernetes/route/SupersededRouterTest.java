package io.slots.kubernetes.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutesAnswer.InForce;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.server.ApiCall;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.RestOfTheCluster;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two routers, of two engines. The former one is held up at a request while the later one decides;
 * then its request goes on, and does no harm.
 */
final class SupersededRouterTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final HostName HOST = HostName.of("shop.example");

  private final ApiServer server = ApiServer.start();
  private final KubernetesClient aside = server.aside();
  private final RestOfTheCluster rest = server.rest();
  private final FakeGateway gateway = new FakeGateway(aside);
  private final Instance blue = gateway.instance("blue");
  private final Instance green = gateway.instance("green");
  private final Instance red = gateway.instance("red");
  private final List<KubernetesRouter> routers = new ArrayList<>();
  private final List<ApiCall> calls = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    routers.forEach(KubernetesRouter::close);
    rest.close();
    server.close();
  }

  private KubernetesRouter router(KubernetesClient client, Front front) {
    KubernetesRouter router =
        KubernetesRouter.builder(server.cluster(client), front)
            .settle(Duration.ZERO)
            .inFlight(gateway::count)
            .build();
    routers.add(router);
    return router;
  }

  private KubernetesRouter later(Front front) {
    return router(server.client(0), front);
  }

  /** A router whose first request that is so waits until {@code meanwhile} is done. */
  private KubernetesRouter former(Front front, Predicate<ApiCall> when, Runnable meanwhile) {
    AtomicBoolean done = new AtomicBoolean();
    return router(
        server.clientThatIsHeldUp(
            call -> {
              calls.add(call);
              if (!done.get() && when.test(call) && done.compareAndSet(false, true)) {
                meanwhile.run();
              }
            }),
        front);
  }

  private static Route route(String host, SlotName slot, Instance instance) {
    return new Route(
        HostName.of(host), slot, Optional.of(ContentId.of("v1")), List.of(instance), List.of());
  }

  private static RoutingTable table(long token, long number, Instance production) {
    return new RoutingTable(
        SHOP,
        new RoutingGeneration(token, number),
        List.of(route("shop.example", SlotName.PRODUCTION, production)));
  }

  private static RoutingTable table(
      long token, long number, Instance production, Instance staging) {
    return new RoutingTable(
        SHOP,
        new RoutingGeneration(token, number),
        List.of(
            route("shop.example", SlotName.PRODUCTION, production),
            route("shop-staging.example", SlotName.of("staging"), staging)));
  }

  private static RoutesAnswer publish(KubernetesRouter router, RoutingTable table) {
    long token = table.generation().fencingToken();
    return router
        .publish(table, new Call(OperationId.of("op-" + token), 1, token))
        .toCompletableFuture()
        .join();
  }

  private static Pool pool(Instance instance) {
    return Pool.of(SHOP, table(1, 1, instance).routes().get(0));
  }

  private Optional<Service> service(String name) {
    return Optional.ofNullable(
        aside.services().inNamespace(ApiServer.NAMESPACE).withName(name).get());
  }

  private boolean isDecided(String generation) {
    ConfigMap record =
        aside.configMaps().inNamespace(ApiServer.NAMESPACE).withName("slots-routes.shop").get();
    return record != null
        && generation.equals(record.getMetadata().getAnnotations().get(Stamp.KEY));
  }

  private Optional<String> served() {
    return gateway.visit(HOST).instance().map(Object::toString);
  }

  /** The pool has been out of use for so long that it is cleared away; then production needs it. */
  @Test
  void deletionThatIsHeldUp_sparesAPoolThatANewerTableNeeds() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.verb().equals("DELETE") && call.name().equals(pool(green).name()),
            () -> assertThat(publish(later, table(2, 1, green))).isInstanceOf(InForce.class));
    publish(former, table(1, 1, green));
    publish(former, table(1, 2, blue));
    publish(former, table(1, 3, red));

    publish(former, table(1, 4, gateway.instance("yellow")));

    assertThat(isDecided("2.1")).isTrue();
    assertThat(service(pool(green).name())).isPresent();
    assertThat(served()).contains("green");
  }

  @Test
  void whoFindsANewerTableWhenItClears_isRefused_andDeletesNothing() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.toString().equals("GET services") && isDecided("1.4"),
            () -> assertThat(publish(later, table(2, 1, green))).isInstanceOf(InForce.class));
    publish(former, table(1, 1, green));
    publish(former, table(1, 2, blue));
    publish(former, table(1, 3, red));

    RoutesAnswer answer = publish(former, table(1, 4, gateway.instance("yellow")));

    assertThat(answer).isEqualTo(new Refused("its fencing token 1 is older than 2"));
    assertThat(calls).noneMatch(it -> it.verb().equals("DELETE"));
    assertThat(served()).contains("green");
  }

  /** Without a new table: whoever fences counts upon what is decided, and clears by itself. */
  @Test
  void whoIsFencedBeforeItClears_isRefused_andDeletesNothing() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.toString().equals("GET services") && isDecided("1.4"),
            () ->
                later
                    .fence(SHOP, new Call(OperationId.of("op-7"), 1, 7))
                    .toCompletableFuture()
                    .join());
    publish(former, table(1, 1, green));
    publish(former, table(1, 2, blue));
    publish(former, table(1, 3, red));

    RoutesAnswer answer = publish(former, table(1, 4, gateway.instance("yellow")));

    assertThat(answer).isEqualTo(new Refused("its fencing token 1 is older than 7"));
    assertThat(calls).noneMatch(it -> it.verb().equals("DELETE"));
    assertThat(served()).contains("yellow");
  }

  /** What is prepared by one table must not be decided upon another. */
  @Test
  void tableThatIsDecidedDuringAPreparation_hasItPreparedAnew() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.toString().equals("GET endpointslices") && isDecided("1.1"),
            () -> assertThat(publish(later, table(1, 2, blue))).isInstanceOf(InForce.class));
    publish(later, table(1, 1, green));

    assertThat(publish(former, table(1, 3, green))).isInstanceOf(InForce.class);

    // Not to be cleared away by table 1.2, which did not need it.
    assertThat(service(pool(green).name()).map(Stamp::of)).contains(new RoutingGeneration(1, 3));
    assertThat(served()).contains("green");
  }

  @Test
  void poolThatIsMadeTooLate_isTakenBack() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.toString().equals("POST services"),
            () -> assertThat(publish(later, table(2, 1, blue))).isInstanceOf(InForce.class));
    publish(later, table(1, 1, blue));

    RoutesAnswer answer = publish(former, table(1, 2, green));

    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(service(pool(green).name())).isEmpty();
    assertThat(served()).contains("blue");
  }

  @Test
  void poolThatIsMadeTooLate_staysIfTheNewerTableNeedsIt() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call ->
                call.toString().equals("GET configmaps/slots-routes.shop")
                    && service(pool(green).name()).isPresent(),
            () -> assertThat(publish(later, table(2, 1, green))).isInstanceOf(InForce.class));
    publish(later, table(1, 1, blue));

    RoutesAnswer answer = publish(former, table(1, 2, green));

    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(served()).contains("green");
  }

  /** The host is out of the routes by the newer table: it must not come back. */
  @Test
  void routeThatIsCreatedTooLate_isTakenBack() {
    Front front = Front.services();
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.toString().equals("POST services") && isDecided("1.2"),
            () -> assertThat(publish(later, table(2, 1, blue))).isInstanceOf(InForce.class));
    assertThat(publish(later, table(1, 1, blue))).isInstanceOf(InForce.class);

    RoutesAnswer answer = publish(former, table(1, 2, blue, green));

    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(service("shop-staging")).isEmpty();
  }

  @Test
  void routeThatIsCreatedTooLate_staysIfTheNewerTableHasTakenItOver() {
    Front front = Front.services();
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call ->
                call.toString().equals("GET configmaps/slots-routes.shop")
                    && service("shop-staging").isPresent(),
            () -> assertThat(publish(later, table(2, 1, blue, red))).isInstanceOf(InForce.class));
    assertThat(publish(later, table(1, 1, blue))).isInstanceOf(InForce.class);

    RoutesAnswer answer = publish(former, table(1, 2, blue, green));

    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(service("shop-staging").map(it -> it.getSpec().getSelector()))
        .contains(pool(red).selector());
  }

  /** The one who only reads is not refused: it looks again. */
  @Test
  void tableThatIsDecidedWhileOneIsReadBack_isTheOneThatIsRead() {
    Front front = Front.ingress("fake");
    KubernetesRouter later = later(front);
    KubernetesRouter former =
        former(
            front,
            call -> call.kind().equals("ingresses"),
            () -> assertThat(publish(later, table(2, 1, green))).isInstanceOf(InForce.class));
    publish(later, table(1, 1, blue));

    assertThat(former.inForce(SHOP).toCompletableFuture().join()).contains(table(2, 1, green));
  }
}
