package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.LimitExceededException;
import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutingTable;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** S2.3, S2.4: an app moves to another plan, or to another number of workers. */
class ScalingTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final String WARM = "/warm";

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = shop();

  private Shop shop() {
    Shop made = new Shop(kit, 2);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      made.set(slot, WarmUpPlan.PING_PATH, WARM);
      made.stick(slot, "DB", slot + "-db");
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    kit.slots().slots().create(SHOP, CANARY);
    kit.forgetCalls();
    return made;
  }

  private Running begin(int workers) {
    return kit.slots().apps().scale(SHOP, workers);
  }

  private Outcome scale(int workers) {
    return begin(workers).await();
  }

  private Deployed deployed(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow();
  }

  private void assertRoutesAndPlatformAgree() {
    List<RoutingTable> published = kit.router().published();
    assertThat(published.get(published.size() - 1).routes())
        .isEqualTo(
            RoutingTable.of(shop.app(), published.get(published.size() - 1).generation()).routes());
    assertThat(kit.platform().running().keySet())
        .containsExactlyInAnyOrderElementsOf(
            java.util.stream.Stream.of(PRODUCTION, STAGING)
                .flatMap(it -> shop.ids(it).stream())
                .toList());
  }

  // ---- up and down

  @ParameterizedTest
  @CsvSource({"3", "5", "20"})
  @DisplayName(
      "S2.4 up by any number: every slot that has content follows, an empty one has nothing")
  void scale_up_everySlotFollows(int workers) {
    List<InstanceId> production = shop.ids(PRODUCTION);
    List<InstanceId> staging = shop.ids(STAGING);

    assertThat(scale(workers)).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().plan()).isEqualTo(Plan.premium(workers));
    assertThat(shop.ids(PRODUCTION))
        .hasSize(workers)
        .startsWith(production.toArray(InstanceId[]::new));
    assertThat(shop.ids(STAGING)).hasSize(workers).startsWith(staging.toArray(InstanceId[]::new));
    assertThat(shop.app().slot(CANARY).deployed()).isEmpty();
    assertThat(shop.calls(Restart.class)).as("nobody is restarted").isEmpty();
    assertThat(shop.calls(Decommission.class)).isEmpty();
    assertThat(shop.calls(Provision.class)).hasSize(2 * (workers - 2));
    assertThat(shop.calls(PublishRoutes.class)).as("in one step").hasSize(1);
    assertRoutesAndPlatformAgree();
    assertThat(kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.ids(CANARY)).as("the new number counts from now on").hasSize(workers);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4})
  @DisplayName("S2.4 down by any number: surplus is drained, then ended; the rest is left alone")
  void scale_down_everySlotFollows(int workers) {
    scale(5);
    List<Instance> production = deployed(PRODUCTION).instances();
    List<Instance> staging = deployed(STAGING).instances();
    kit.forgetCalls();
    kit.watch(
        call -> {
          if (call.effect() instanceof Decommission) {
            assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(workers);
            assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(workers);
          }
        });

    assertThat(scale(workers)).isInstanceOf(Outcome.Completed.class);

    assertThat(deployed(PRODUCTION).instances()).isEqualTo(production.subList(0, workers));
    assertThat(deployed(STAGING).instances()).isEqualTo(staging.subList(0, workers));
    assertThat(shop.calls(Restart.class)).isEmpty();
    assertThat(shop.calls(Provision.class)).isEmpty();
    assertThat(shop.calls(Decommission.class)).hasSize(2 * (5 - workers));
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.4 S9.1 new instances of production are warm before they get a request")
  void scale_up_newInstancesPassTheGate() {
    List<InstanceId> old = shop.ids(PRODUCTION);
    kit.invariant(
        () -> {
          List<InstanceId> serving = kit.router().instancesOf(SHOP, PRODUCTION);
          assertThat(serving).containsAll(old);
          for (InstanceId id : serving) {
            assertThat(kit.platform().answeredSinceStart(id)).contains(WARM);
            FakePlatform.Running running = kit.platform().running(id).orElseThrow();
            assertThat(running.settings().appSetting("DB")).contains("production-db");
            assertThat(running.slot()).isEqualTo(PRODUCTION);
          }
        });

    Outcome outcome = scale(4);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(4);
    assertThat(outcome.report().steps())
        .extracting(StepTime::step)
        .containsExactly(
            StepName.PROVISION_INSTANCES,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S2.4 new instances run with what those beside them run with")
  void scale_up_newInstancesRunWithTheSame() {
    Settings runWith = deployed(STAGING).settings().orElseThrow();
    shop.set(STAGING, "COLOR", "configured since");

    assertThat(scale(3)).isInstanceOf(Outcome.Completed.class);

    assertThat(deployed(STAGING).settings()).contains(runWith);
    assertThat(shop.ids(STAGING))
        .hasSize(3)
        .allSatisfy(
            id ->
                assertThat(kit.platform().running(id).orElseThrow().settings()).isEqualTo(runWith));
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.ids(PRODUCTION))
        .allSatisfy(
            id ->
                assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("COLOR"))
                    .contains("configured since"));
  }

  @Test
  @DisplayName("S2.4 degraded instances go first, then the newest")
  void scale_down_degradedGoFirst() {
    scale(4);
    List<InstanceId> staging = shop.ids(STAGING);
    kit.faults().on(Shop.of(Restart.class, staging.get(1))).failBefore("disk full");
    assertThat(shop.swap()).isInstanceOf(Outcome.RevertedSourceDegraded.class);
    kit.faults().clear();

    assertThat(scale(2)).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.ids(STAGING)).containsExactly(staging.get(0), staging.get(2));
    assertThat(deployed(STAGING).degradedInstances()).isEmpty();
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.4 what is surplus finishes its requests, up to the drain deadline")
  void scale_down_drains() {
    InstanceId surplus = shop.ids(PRODUCTION).get(1);
    InstanceId busy = shop.ids(STAGING).get(1);
    kit.router().inFlight(surplus, 2);
    kit.router().inFlight(busy, 1);
    Running scaling = begin(1);
    kit.time().advance(Duration.ofSeconds(20));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(1).doesNotContain(surplus);
    assertThat(kit.platform().running()).containsKeys(surplus, busy);
    kit.router().inFlight(surplus, 0);

    Outcome outcome = scaling.await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Shop.took(outcome, StepName.DRAIN_INSTANCES)).isEqualTo(Duration.ofSeconds(30));
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.4 a stopped slot follows too, and serves nothing before it is started")
  void scale_stoppedSlot_follows() {
    kit.slots().slots().stop(SHOP, STAGING);

    assertThat(scale(3)).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
    kit.slots().slots().start(SHOP, STAGING);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(3);
  }

  @Test
  @DisplayName("S2.4 S4.9 to and fro in one go: the settings, content and routes of a rollback")
  void scale_betweenSwapAndRollback_doesNotHinderIt() {
    Running swap = shop.begin();
    swap.await();

    scale(3);

    assertThat(kit.slots().swaps().rollback(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(deployed(PRODUCTION).content().version()).isEqualTo("v1");
    assertThat(deployed(PRODUCTION).instances()).hasSize(3);
    assertRoutesAndPlatformAgree();
  }

  // ---- moves to other plans

  @Test
  @DisplayName("S2.4 another plan of the same number of workers calls nobody")
  void changePlan_sameWorkers_restartsNothing() {
    App before = shop.app();

    Outcome outcome = kit.slots().apps().changePlan(SHOP, Plan.standard(2)).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().description())
        .isEqualTo("move to plan " + Plan.standard(2).describe());
    assertThat(kit.calls()).isEmpty();
    assertThat(shop.app()).isEqualTo(before.toBuilder().plan(Plan.standard(2)).build());
  }

  @Test
  @DisplayName("S2.4 another plan and another number in one step")
  void changePlan_otherWorkers_scales() {
    assertThat(kit.slots().apps().changePlan(SHOP, Plan.standard(3)).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().plan()).isEqualTo(Plan.standard(3));
    assertThat(shop.ids(STAGING)).hasSize(3);
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.3 a plan of fewer slots: plan, limit, present number, what would be accepted")
  void changePlan_fewerSlots_isRefused() {
    kit.slots().slots().create(SHOP, SlotName.of("qa"));
    LimitExceededException refused =
        Untouched.refused(
            kit,
            LimitExceededException.class,
            () -> kit.slots().apps().changePlan(SHOP, Plan.of(PlanTier.ELASTIC_PREMIUM, 7)));

    Refusal refusal = refused.refusal();
    assertThat(refusal.rule()).isEqualTo(Rule.of(2, 3));
    assertThat(refusal.problem()).isEqualTo("app shop has 4 slots, production included");
    assertThat(refusal.accepted())
        .isEqualTo(
            "plan Elastic Premium (WINDOWS, 7 workers) allows 3; delete 1 or more of canary, qa,"
                + " staging, or stay on Premium (WINDOWS, 2 workers)");
  }

  @Test
  @DisplayName("S6.1 a Linux plan while a slot swaps automatically")
  void changePlan_linuxWithAutoSwap_isRefused() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    Plan linux = Plan.builder().tier(PlanTier.PREMIUM).os(OperatingSystem.LINUX).workers(2).build();

    assertThat(
            Untouched.refused(kit, 6, 1, () -> kit.slots().apps().changePlan(SHOP, linux))
                .problem())
        .contains("staging")
        .contains("LINUX");
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    assertThat(kit.slots().apps().changePlan(SHOP, linux).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  // ---- what refuses it

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 100_001})
  @DisplayName("S2.4 an impossible number of workers")
  void scale_outOfRange_isRefused(int workers) {
    assertThat(Untouched.refused(kit, 2, 4, () -> begin(workers)).accepted())
        .contains("1 to 100,000");
  }

  @Test
  @DisplayName("S2.4 instances of the embedder's own are his to make and to end")
  void scale_givenInstances_isRefused() {
    List<Instance> mine =
        List.of(
            Instance.of("mine-1", "http://127.0.0.1:8081"),
            Instance.of("mine-2", "http://127.0.0.1:8082"));
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(200));
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3"), mine).await();

    for (int workers : List.of(1, 3)) {
      assertThat(Untouched.refused(kit, 2, 4, () -> begin(workers)))
          .satisfies(
              it -> {
                assertThat(it.problem()).contains("canary").contains("your own, 2 of them");
                assertThat(it.accepted()).contains("on " + workers);
              });
    }
    assertThat(kit.slots().apps().changePlan(SHOP, Plan.standard(2)).await())
        .as("the number stays")
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S2.4 without anybody who makes instances, empty slots alone can be scaled")
  void scale_withoutAProvisioner() {
    SlotsTestKit other = SlotsTestKit.create();
    Slots bare =
        Slots.builder()
            .scheduler(other.time())
            .restarter(other.platform())
            .probe(other.platform())
            .router(other.router())
            .build();
    bare.apps().create(App.of(SHOP, Plan.premium(1)));

    assertThat(bare.apps().scale(SHOP, 3).await()).isInstanceOf(Outcome.Completed.class);
    assertThat(bare.apps().get(SHOP).workers()).isEqualTo(3);
  }

  @Test
  @DisplayName("S2.4 S1.7 not while a swap runs, nor while a preview pends")
  void scale_duringASwapOrPreview_isAConflict() {
    Running swap = shop.begin();
    kit.time().settle();
    assertInTheWay(kit.slots().operations().current(SHOP).orElseThrow());
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);

    Running preview = kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING));
    assertThat(preview.awaitPause()).isTrue();
    assertInTheWay(kit.slots().operations().paused(SHOP).get(0));
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertThat(preview.await()).isInstanceOf(Outcome.Reverted.class);

    assertThat(scale(3)).isInstanceOf(Outcome.Completed.class);
  }

  private void assertInTheWay(Operation operation) {
    Untouched.conflict(kit, operation, () -> begin(3));
    Untouched.conflict(kit, operation, () -> begin(1));
    Untouched.conflict(kit, operation, () -> kit.slots().apps().changePlan(SHOP, Plan.standard(2)));
  }

  // ---- what goes wrong

  /** What keeps a new instance from serving. */
  enum Trouble {
    STARTS_NOT,
    ANSWERS_NOT,
    ANSWERS_BADLY
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("S2.4 a new instance that fails: all new ones are ended, and all is as it was")
  void scale_up_instanceFails_isReverted(Trouble trouble) {
    shop.set(PRODUCTION, WarmUpPlan.PING_STATUSES, "200");
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    App before = shop.app();
    List<InstanceId> old = shop.ids(PRODUCTION);
    kit.forgetCalls();
    switch (trouble) {
      case STARTS_NOT ->
          kit.faults().on(Shop.of(Provision.class)).skip(3).times(1).failBefore("no room");
      case ANSWERS_NOT ->
          kit.faults()
              .on(it -> it instanceof Probe probe && isNew(probe, old))
              .answer(new ProbeAnswer.Unreachable("refused"));
      case ANSWERS_BADLY ->
          kit.faults()
              .on(it -> it instanceof Probe probe && isNew(probe, old) && probe.path().equals(WARM))
              .answer(new ProbeAnswer.Responded(503));
    }

    Outcome outcome = scale(4);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it ->
                assertThat(it.reason())
                    .contains(
                        switch (trouble) {
                          case STARTS_NOT -> "no room";
                          case ANSWERS_NOT -> "was not available within 230 s";
                          case ANSWERS_BADLY -> "status 503";
                        }));
    assertThat(shop.app()).isEqualTo(before);
    assertThat(shop.calls(PublishRoutes.class)).isEmpty();
    assertThat(shop.calls(Restart.class)).isEmpty();
    assertRoutesAndPlatformAgree();
  }

  private boolean isNew(Probe probe, List<InstanceId> old) {
    return !old.contains(probe.instance().id());
  }

  @Test
  @DisplayName("S2.4 new ones that cannot be ended on the way back are told by name")
  void scale_up_revertFails_isTold() {
    kit.faults().on(Shop.of(Provision.class)).skip(1).times(1).failBefore("no room");
    kit.faults()
        .on(it -> it instanceof Decommission ending && ending.instance().value().endsWith("-1"))
        .failBefore("permission denied");
    App before = shop.app();

    Outcome outcome = scale(3);

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).hasSize(1);
              assertThat(it.reason()).contains("no room").contains("permission denied");
            });
    assertThat(shop.app()).isEqualTo(before);
    kit.faults().clear();
    assertThat(scale(3)).isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  @DisplayName("S2.4 a router that refuses: all is as it was, up or down")
  void scale_routerRefuses_isReverted(int workers) {
    App before = shop.app();
    kit.router().refuse("read-only");

    assertThat(scale(workers)).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.platform().running()).hasSize(4);
    kit.router().accept();
    assertThat(scale(workers)).isInstanceOf(Outcome.Completed.class);
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.4 a router that never confirms: new ones are drained before they are ended")
  void scale_up_routerNeverConfirms_drainsTheNewOnes() {
    App before = shop.app();
    kit.faults().on(Shop.of(PublishRoutes.class)).times(4).failBefore("connection lost");
    kit.faults().on(Shop.of(PublishRoutes.class)).times(1).failAfter("connection lost");
    kit.faults()
        .on(Shop.of(io.slots.effect.ReadRoutes.class))
        .times(5)
        .failBefore("connection lost");

    assertThat(scale(3)).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.calls(CountInFlight.class)).isNotEmpty();
    assertThat(shop.app()).isEqualTo(before);
    assertRoutesAndPlatformAgree();
  }

  @Test
  @DisplayName("S2.4 surplus that cannot be ended is told by name; the app is on its plan")
  void scale_down_instanceCannotBeEnded_isTold() {
    InstanceId surplus = shop.ids(PRODUCTION).get(1);
    kit.faults().on(Shop.of(Decommission.class, surplus)).failBefore("permission denied");

    assertThat(scale(1))
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(surplus));

    assertThat(shop.app().plan().workers()).isEqualTo(1);
    assertThat(shop.ids(PRODUCTION)).doesNotContain(surplus);
  }

  @Test
  @DisplayName("S5.3 scaling can be cancelled until it switches")
  void scale_cancelled_isReverted() {
    App before = shop.app();
    Running scaling = begin(3);
    kit.time().advance(Duration.ofMillis(500));

    assertThat(kit.slots().operations().cancel(SHOP, scaling.id()).isUnderWay()).isTrue();

    assertThat(scaling.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("cancelled"));
    assertThat(shop.app()).isEqualTo(before);
    assertRoutesAndPlatformAgree();
  }
}
