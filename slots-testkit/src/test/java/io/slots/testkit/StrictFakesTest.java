package io.slots.testkit;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.TrafficShare;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.ResetKeys;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the fakes forbid, and each relaxation. */
class StrictFakesTest {
  private static final InstanceId PROMOTED = InstanceId.of("shop-v2-op-4-1");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final FakePlatform platform = kit.platform();

  @BeforeEach
  void setUp() {
    kit.given(stagingAndProduction());
  }

  private static Call call(int attempt, long token) {
    return new Call(OperationId.of("mine"), attempt, token);
  }

  private static Restart restart(InstanceId id) {
    return new Restart(SHOP, STAGING, Content.of("v2"), instance(id), Settings.none());
  }

  private static Instance instance(InstanceId id) {
    return Instance.of(id.value(), "http://127.0.0.1:20002");
  }

  private static Provision provision(String version) {
    return new Provision(SHOP, STAGING, Content.of(version), PROMOTED, Settings.none());
  }

  private <T> T answer(CompletionStage<T> stage) {
    return kit.time().await(stage);
  }

  // ---- the platform

  @Test
  void restart_whileOneIsUnderWay_isForbidden() {
    CompletionStage<Instance> first = platform.restart(restart(PROMOTED), call(1, 50));

    assertThatThrownBy(() -> platform.restart(restart(PROMOTED), call(2, 50)))
        .hasMessage("instance shop-v2-op-4-1 is being restarted already");
    answer(first);
    answer(platform.restart(restart(PROMOTED), call(3, 50)));
    assertThat(kit.history().refused())
        .singleElement()
        .satisfies(
            it ->
                assertThat(it.result())
                    .hasValueSatisfying(why -> assertThat(why).contains("already")));
  }

  @Test
  void restart_whileOneIsUnderWay_allowed_takesItsPlace() {
    platform.allowOverlappingRestarts();
    CompletionStage<Instance> first = platform.restart(restart(PROMOTED), call(1, 50));
    kit.time().advance(Duration.ofMillis(500));

    assertThat(answer(platform.restart(restart(PROMOTED), call(2, 50))).id()).isEqualTo(PROMOTED);
    assertThatThrownBy(() -> answer(first)).hasMessageContaining("has taken this one's place");
  }

  @Test
  void restart_ofNobody_isForbidden() {
    assertThatThrownBy(() -> platform.restart(restart(InstanceId.of("nobody")), call(1, 50)))
        .hasMessage("there is no instance nobody");
  }

  @Test
  void end_ofAnInstanceThatIsRouted_isForbidden() {
    Decommission end = new Decommission(SHOP, PROMOTED);

    assertThatThrownBy(() -> platform.decommission(end, call(1, 50)))
        .hasMessage("instance shop-v2-op-4-1 still serves requests of [staging]");
    assertThat(platform.running(PROMOTED)).isPresent();
    platform.allowEndingRoutedInstances();
    answer(platform.decommission(end, call(1, 50)));
    assertThat(platform.running(PROMOTED)).isEmpty();
    answer(platform.decommission(end, call(2, 50)));
  }

  @Test
  void start_underAnIdThatIsTaken_isForbidden() {
    assertThatThrownBy(() -> platform.provision(provision("v9"), call(1, 50)))
        .hasMessage("instance shop-v2-op-4-1 runs v2 already; end it first");
    assertThat(answer(platform.provision(provision("v2"), call(1, 50))).id()).isEqualTo(PROMOTED);
    platform.allowReusedInstanceIds();
    answer(platform.provision(provision("v9"), call(2, 50)));
    assertThat(platform.running(PROMOTED).orElseThrow().content().version()).isEqualTo("v9");
  }

  @Test
  void olderFencingToken_isForbidden() {
    answer(platform.restart(restart(PROMOTED), call(1, 50)));

    assertThatThrownBy(() -> platform.restart(restart(PROMOTED), call(1, 49)))
        .hasMessage("fencing token 49 is older than 50");
    assertThat(kit.fencedCalls()).hasSize(1);
    assertThat(kit.history()).has(1, CallPattern.restarts());
  }

  @Test
  void probe_isAnsweredByWhoRunsThere_andRemembered() {
    HostName host = HostName.of("shop-staging.localhost");
    Probe probe =
        new Probe(
            SHOP,
            platform.running(PROMOTED).orElseThrow().instance(),
            host,
            "/health",
            Duration.ofSeconds(1));
    kit.faults().on(CallPattern.probes("/health")).nth(1).answer(new ProbeAnswer.Responded(503));

    assertThat(answer(platform.probe(probe, call(1, 0)))).isEqualTo(new ProbeAnswer.Responded(503));
    assertThat(platform.hasAnswered(PROMOTED, Set.of("/health"))).isTrue();
    assertThat(platform.statusesSinceStart(PROMOTED).get("/health")).containsExactly(503);
    assertThat(answer(platform.probe(probe, call(2, 0)))).isEqualTo(new ProbeAnswer.Responded(200));
    assertThat(platform.answeredSinceStart(PROMOTED)).contains("/health");
    assertThat(platform.statusesSinceStart(PROMOTED).get("/health"))
        .containsExactlyInAnyOrder(200, 503);
    platform.kill(PROMOTED);
    assertThat(answer(platform.probe(probe, call(3, 0))))
        .isInstanceOf(ProbeAnswer.Unreachable.class);
  }

  // ---- the router

  private static Route route(String host, Instance... instances) {
    return new Route(
        HostName.of(host), PRODUCTION, Optional.empty(), List.of(instances), List.of());
  }

  private RoutesAnswer publish(AppName app, long token, Route... routes) {
    return answer(
        kit.router()
            .publish(
                new RoutingTable(app, new RoutingGeneration(token, 1), List.of(routes)),
                call(1, token)));
  }

  @Test
  void hostOfAnotherApp_isRefused() {
    AppName thief = AppName.of("thief");

    assertThat(publish(thief, 1, route("shop.localhost")))
        .isEqualTo(new RoutesAnswer.Refused("host shop.localhost is app shop's"));
    kit.router().allowSharedHosts();
    assertThat(publish(thief, 2, route("shop.localhost"))).isInstanceOf(RoutesAnswer.InForce.class);
  }

  @Test
  void tableThatContradictsItself_isRefused() {
    Route production = route("x.localhost", instance(PROMOTED));

    assertThat(publish(SHOP, 60, production, production))
        .isEqualTo(new RoutesAnswer.Refused("two routes for host x.localhost"));
    assertThat(publish(SHOP, 60, production, route("y.localhost")))
        .isEqualTo(new RoutesAnswer.Refused("two routes for slot production"));
    Route elsewhere =
        new Route(
            HostName.of("y.localhost"),
            STAGING,
            Optional.empty(),
            List.of(Instance.of(PROMOTED.value(), "http://127.0.0.1:9")),
            List.of());
    assertThat(publish(SHOP, 60, production, elsewhere))
        .isEqualTo(new RoutesAnswer.Refused("two addresses for instance shop-v2-op-4-1"));
    assertThat(publish(SHOP, 60, sharing(5)))
        .isEqualTo(new RoutesAnswer.Refused("a share for slot staging, which has no route"));
  }

  private static Route sharing(double percent) {
    return new Route(
        HostName.of("x.localhost"),
        PRODUCTION,
        Optional.empty(),
        List.of(),
        List.of(TrafficShare.of(STAGING, percent)));
  }

  @Test
  void sharesOfMoreThanTheWhole_areRefused() {
    Route greedy =
        new Route(
            HostName.of("x.localhost"),
            PRODUCTION,
            Optional.empty(),
            List.of(),
            List.of(TrafficShare.of(STAGING, 60), TrafficShare.of(STAGING, 60)));
    Route staging =
        new Route(HostName.of("y.localhost"), STAGING, Optional.empty(), List.of(), List.of());

    assertThat(publish(SHOP, 60, greedy, staging))
        .isEqualTo(new RoutesAnswer.Refused("the shares of host x.localhost are more than 100 %"));
  }

  @Test
  void olderTable_andAnotherOfTheSameGeneration_areRefused() {
    assertThat(publish(SHOP, 60, route("x.localhost"))).isInstanceOf(RoutesAnswer.InForce.class);

    assertThat(publish(SHOP, 60, route("x.localhost"))).isInstanceOf(RoutesAnswer.InForce.class);
    assertThat(publish(SHOP, 60, route("y.localhost")))
        .isEqualTo(new RoutesAnswer.Refused("generation 60.1 is not newer than 60.1"));
    assertThat(publish(SHOP, 59, route("y.localhost"))).isInstanceOf(RoutesAnswer.Refused.class);
  }

  @Test
  void routerThatRefuses_doesSoUntilItAccepts() {
    kit.router().refuse("maintenance");
    assertThat(publish(SHOP, 60, route("x.localhost")))
        .isEqualTo(new RoutesAnswer.Refused("maintenance"));

    kit.router().accept();
    assertThat(publish(SHOP, 61, route("x.localhost"))).isInstanceOf(RoutesAnswer.InForce.class);
  }

  @Test
  void instanceWithAShareOfProduction_servesProduction() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    kit.forgetCalls();
    answer(platform.restart(restart(PROMOTED), call(1, 50)));

    assertThat(kit.calls().get(0).serving()).containsExactlyInAnyOrder(PRODUCTION, STAGING);
  }

  // ---- the keys

  @Test
  void keys_areCounted() {
    answer(kit.keys().reset(new ResetKeys(SHOP, STAGING), call(1, 50)));

    assertThat(kit.keys().resets(SHOP, STAGING)).isEqualTo(1);
    assertThat(kit.keys().resets(SHOP, PRODUCTION)).isZero();
  }

  // ---- that the engine needs no relaxation where nothing hangs

  @Test
  void wholeLifeOfAnApp_breaksNoRule() {
    App shop = kit.slots().apps().get(SHOP);
    kit.swap(shop.name(), STAGING);
    kit.carryOut(it -> it.slots().deploy(SHOP, PRODUCTION, Content.of("v3")));
    kit.carryOut(it -> it.apps().scale(SHOP, 1));
    kit.carryOut(it -> it.slots().delete(SHOP, STAGING));
    kit.carryOut(it -> it.apps().delete(SHOP));

    assertThat(kit.history()).areAllAllowed().areAllAnswered();
    assertThat(platform.running()).isEmpty();
  }
}
