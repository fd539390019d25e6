package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.Route;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Deployments: the slot serves what it has until the new instances are there, and keeps it if not.
 */
class DeploymentTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void create() {
    kit.slots().apps().create(App.of(SHOP, Plan.premium(2)));
    kit.slots().slots().create(SHOP, STAGING);
  }

  @Test
  @DisplayName("S1.4 a new slot has a route, and nothing is deployed there")
  void create_routesTheEmptySlot() {
    Route route = lastRoute(STAGING);

    assertThat(route.host().value()).isEqualTo("shop-staging.localhost");
    assertThat(route.content()).isEmpty();
    assertThat(route.instances()).isEmpty();
  }

  @Test
  @DisplayName("S2.4 a deployment runs on as many instances as the plan has workers")
  void deploy_makesTheInstances() {
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STAGING,
            SettingsChange.set(
                Setting.of("COLOR", "green"),
                Setting.of(SettingCategory.CUSTOM_DOMAIN, "www", "shop.example")));

    Outcome outcome = deploy(STAGING, "v1");

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    List<InstanceId> instances = kit.router().instancesOf(SHOP, STAGING);
    assertThat(instances).hasSize(2);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(instances);
    var running = kit.platform().running(instances.get(0)).orElseThrow();
    assertThat(running.settings().appSetting("COLOR")).contains("green");
    assertThat(running.settings().size()).as("a custom domain is not an instance's").isEqualTo(1);
  }

  @Test
  @DisplayName("S9.1 content comes to production warmed up, to another slot available")
  void deploy_toProduction_warmsUp() {
    assertThat(steps(deploy(PRODUCTION, "v1"))).contains(StepName.WARM_UP);
    assertThat(steps(deploy(STAGING, "v2")))
        .contains(StepName.AWAIT_INSTANCES)
        .doesNotContain(StepName.WARM_UP);
  }

  @Test
  @DisplayName("S9.1 content comes warmed up to a slot that gets a share of production's requests")
  void deploy_toASlotWithAShare_warmsUp() {
    deploy(PRODUCTION, "v1");
    deploy(STAGING, "v2");
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 20)));

    assertThat(steps(deploy(STAGING, "v3"))).contains(StepName.WARM_UP);

    kit.slots().slots().route(SHOP, List.of());
    assertThat(steps(deploy(STAGING, "v4"))).doesNotContain(StepName.WARM_UP);
  }

  @Test
  @DisplayName("a slot keeps what it has if the new instances do not start")
  void deploy_thatDoesNotStart_isReverted() {
    deploy(STAGING, "v1");
    App before = kit.slots().apps().get(SHOP);
    List<InstanceId> serving = kit.router().instancesOf(SHOP, STAGING);
    kit.faults()
        .on(it -> it instanceof Provision)
        .skip(1)
        .times(1)
        .failBefore("exited with status 1");

    Outcome outcome = deploy(STAGING, "v2");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("could not be started: exited with status 1"));
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(serving);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(serving);
  }

  @Test
  @DisplayName("a slot keeps what it has if the new instances never answer")
  void deploy_thatNeverAnswers_isReverted() {
    deploy(STAGING, "v1");
    List<InstanceId> serving = kit.router().instancesOf(SHOP, STAGING);
    kit.faults().on(Probe.class::isInstance).answer(new ProbeAnswer.Unreachable("refused"));

    assertThat(deploy(STAGING, "v2")).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(serving);
  }

  @Test
  @DisplayName("the former instances are drained before they are ended")
  void deploy_again_drainsAndEndsTheFormerInstances() {
    deploy(STAGING, "v1");
    List<InstanceId> former = kit.router().instancesOf(SHOP, STAGING);
    former.forEach(id -> kit.router().inFlight(id, 2));
    var running = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2"));
    kit.time()
        .runUntil(
            () -> kit.router().instancesOf(SHOP, STAGING).stream().noneMatch(former::contains));
    kit.time().advance(java.time.Duration.ofSeconds(5));
    assertThat(kit.platform().running().keySet()).containsAll(former);

    former.forEach(id -> kit.router().inFlight(id, 0));

    assertThat(running.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.platform().running().keySet()).doesNotContainAnyElementsOf(former);
  }

  @Test
  @DisplayName("former instances that cannot be ended are named; the slot serves the new ones")
  void deploy_formerInstancesCannotBeEnded_areNamed() {
    deploy(STAGING, "v1");
    List<InstanceId> former = kit.router().instancesOf(SHOP, STAGING);
    kit.faults().on(Decommission.class::isInstance).failBefore("permission denied");

    Outcome outcome = deploy(STAGING, "v2");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).containsExactlyInAnyOrderElementsOf(former);
              assertThat(it.reason()).contains("could not be ended: permission denied");
            });
    assertThat(kit.router().instancesOf(SHOP, STAGING)).doesNotContainAnyElementsOf(former);
  }

  @Test
  @DisplayName("instances of the embedder's own are probed and routed, and never ended")
  void deploy_givenInstances_areNeverEnded() {
    Instance mine = Instance.of("mine-1", "http://127.0.0.1:8081");
    Instance next = Instance.of("mine-2", "http://127.0.0.1:8082");
    kit.faults().on(Probe.class::isInstance).answer(new ProbeAnswer.Responded(200));

    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v1"), List.of(mine)).await();
    Outcome outcome =
        kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2"), List.of(next)).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(lastRoute(STAGING).instances()).containsExactly(next);
    assertThat(kit.calls()).noneMatch(it -> isMakingOrEnding(it.effect()));
    assertThatThrownBy(
            () -> kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v2"), List.of(next)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("mine-2");
  }

  @Test
  @DisplayName("S7.1 traffic shares go to the router with production's route")
  void route_sharesAreInTheTable() {
    deploy(PRODUCTION, "v1");
    deploy(STAGING, "v2");

    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 12.5)));

    assertThat(lastRoute(PRODUCTION).shares()).containsExactly(TrafficShare.of(STAGING, 12.5));
    assertThat(lastRoute(STAGING).shares()).isEmpty();
  }

  @Test
  @DisplayName("S9.3 an engine that dies in a deployment is followed by one that ends it")
  void deploy_engineDies_isRevertedByTheNext() {
    deploy(STAGING, "v1");
    List<InstanceId> serving = kit.router().instancesOf(SHOP, STAGING);
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2"));
    kit.time()
        .runUntil(
            () ->
                kit.slots()
                    .operations()
                    .current(SHOP)
                    .filter(it -> it.position().step() == StepName.AWAIT_INSTANCES)
                    .isPresent());

    kit.crashAndRestartEngine();
    kit.time().runUntil(() -> kit.slots().operations().current(SHOP).isEmpty());

    assertThat(kit.slots().operations().history(SHOP, 1).get(0).reason().orElseThrow())
        .contains("engine engine-1/1 stopped at \"await instances\"");
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(serving);
    assertThat(kit.platform().running().keySet()).containsExactlyInAnyOrderElementsOf(serving);
  }

  private static boolean isMakingOrEnding(Effect effect) {
    return effect instanceof Provision || effect instanceof Decommission;
  }

  private Outcome deploy(SlotName slot, String version) {
    return kit.slots().slots().deploy(SHOP, slot, Content.of(version)).await();
  }

  private static List<StepName> steps(Outcome outcome) {
    return outcome.report().steps().stream().map(StepTime::step).toList();
  }

  private Route lastRoute(SlotName slot) {
    var tables = kit.router().published();
    return tables.get(tables.size() - 1).route(slot).orElseThrow();
  }
}
