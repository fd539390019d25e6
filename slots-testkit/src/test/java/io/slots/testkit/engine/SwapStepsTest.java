package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.operation.LimitsChange;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpStatuses;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.1 to S4.7: the steps of a swap. */
class SwapStepsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private App shop = kit.stagingAndProduction(2);

  @Test
  @DisplayName("S4 a swap goes through its steps in their documented order")
  void swap_undisturbed_goesThroughTheSteps() {
    stickyInBoth();

    Outcome outcome = swap();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps())
        .extracting(StepTime::step)
        .containsExactly(
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE);
  }

  @Test
  @DisplayName("S4.1 the source's instances get free(S) ∪ sticky(T)")
  void applySettings_sticky_givesTheTargetsValuesToTheSource() {
    kit.slots()
        .slots()
        .configure(SHOP, PRODUCTION, SettingsChange.setSticky(Setting.of("DB", "production-db")));
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STAGING,
            SettingsChange.set(Setting.of("DB", "staging-db"), Setting.of("COLOR", "green")));
    List<InstanceId> staging = instances(STAGING);

    swap();

    for (InstanceId id : staging) {
      FakePlatform.Running running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings().appSetting("DB")).contains("production-db");
      assertThat(running.settings().appSetting("COLOR")).contains("green");
      assertThat(running.slot()).isEqualTo(PRODUCTION);
    }
  }

  @Test
  @DisplayName("S4.1 no instance is restarted where the effective settings do not change")
  void applySettings_nothingSticky_restartsNobody() {
    kit.slots().slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("COLOR", "green")));
    kit.slots()
        .slots()
        .configure(
            SHOP,
            PRODUCTION,
            SettingsChange.set(
                Setting.connectionString("MAIN", ConnectionType.CUSTOM, "x"),
                Setting.of(SettingCategory.CUSTOM_DOMAIN, "www", "shop.example")));
    deployBoth();

    assertThat(swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(effects(Restart.class)).isEmpty();
    assertThat(effects(CountInFlight.class)).isEmpty();
  }

  @Test
  @DisplayName("S4.1 instances that were started before the last change of settings get it now")
  void applySettings_configuredSinceTheStart_restarts() {
    kit.slots().slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("COLOR", "green")));
    InstanceId promoted = instances(STAGING).get(0);

    assertThat(swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.platform().running(promoted).orElseThrow().settings().appSetting("COLOR"))
        .contains("green");
    assertThat(kit.slots().apps().get(SHOP).production().settings().appSetting("COLOR"))
        .contains("green");
  }

  @Test
  @DisplayName("S7.1 a source with a share of production's traffic is drained before it restarts")
  void drainSource_withAShare_isDrainedFirst() {
    stickyInBoth();
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 20)));
    List<InstanceId> staging = instances(STAGING);
    staging.forEach(id -> kit.router().inFlight(id, 1));
    kit.forgetCalls();
    var running = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofSeconds(5));

    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
    assertThat(effects(Restart.class)).isEmpty();

    staging.forEach(id -> kit.router().inFlight(id, 0));
    Outcome outcome = running.await();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps().get(0).step()).isEqualTo(StepName.DRAIN_SOURCE);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(staging);
  }

  @Test
  @DisplayName("S7.1 a source with a share is drained again before it is put back")
  void drainSource_reverted_isDrainedBeforeItIsPutBack() {
    stickyInBoth();
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 20)));
    App before = kit.slots().apps().get(SHOP);
    kit.watch(
        call -> {
          if (call.effect() instanceof Restart restart && restart.slot().equals(STAGING)) {
            assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
          }
        });
    kit.faults()
        .on(it -> it instanceof Probe probe && probe.path().equals("/"))
        .skip(2)
        .times(2)
        .answer(new ProbeAnswer.Responded(500));

    Outcome outcome =
        kit.slots()
            .swaps()
            .swap(
                SwapRequest.builder()
                    .app(SHOP)
                    .source(STAGING)
                    .limits(
                        LimitsChange.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build())
                    .build())
            .await();

    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(instances(STAGING));
  }

  @Test
  @DisplayName(
      "S3.5 S4.1 continuous-deployment and authentication settings of the target are applied")
  void applySettings_authentication_isAppliedLikeStickyValues() {
    Setting auth = Setting.of(SettingCategory.AUTHENTICATION, "provider", "corporate");
    kit.slots().slots().configure(SHOP, PRODUCTION, SettingsChange.set(auth));
    InstanceId promoted = instances(STAGING).get(0);

    swap();

    assertThat(kit.platform().running(promoted).orElseThrow().settings().all()).contains(auth);
    assertThat(kit.slots().apps().get(SHOP).production().settings().all()).contains(auth);
  }

  @Test
  @DisplayName("S4.2 every instance must be available before any is warmed up")
  void awaitInstances_oneIsLate_waitsForIt() {
    stickyInBoth();
    InstanceId late = instances(STAGING).get(1);
    kit.faults()
        .on(effect -> effect instanceof Restart r && r.instance().id().equals(late))
        .times(1)
        .take(Duration.ofMinutes(2));

    Outcome outcome = swap();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    StepTime applied = outcome.report().steps().get(0);
    assertThat(applied.took()).isEqualTo(Duration.ofMinutes(2));
    assertThat(firstOf(Probe.class).at()).isAfterOrEqualTo(applied.ended());
  }

  @Test
  @DisplayName("S4.5 routes, content and free settings of both slots change places in one step")
  void updateRouting_exchangesEverythingAtOnce() {
    kit.slots().slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("COLOR", "green")));
    List<InstanceId> staging = instances(STAGING);
    List<InstanceId> production = instances(PRODUCTION);

    swap();

    PublishRoutes publish = effects(PublishRoutes.class).get(0);
    assertThat(idsOf(publish, PRODUCTION)).isEqualTo(staging);
    assertThat(idsOf(publish, STAGING)).isEqualTo(production);
    App after = kit.slots().apps().get(SHOP);
    assertThat(after.production().deployed().orElseThrow().content().version()).isEqualTo("v2");
    assertThat(after.slot(STAGING).deployed().orElseThrow().content().version()).isEqualTo("v1");
    assertThat(after.production().settings().appSetting("COLOR")).contains("green");
    assertThat(after.slot(STAGING).settings().appSetting("COLOR")).isEmpty();
  }

  @Test
  @DisplayName("S4.5 nothing happens to the old instances before the router has confirmed")
  void updateRouting_unconfirmed_touchesNoOldInstance() {
    stickyInBoth();
    List<InstanceId> old = instances(PRODUCTION);
    kit.faults()
        .on(effect -> effect instanceof PublishRoutes)
        .times(1)
        .take(Duration.ofSeconds(20));

    swap();

    RecordedCall publish = firstOf(PublishRoutes.class);
    assertThat(kit.calls())
        .filteredOn(call -> touches(call.effect(), old))
        .isNotEmpty()
        .allSatisfy(
            call ->
                assertThat(call.at()).isAfterOrEqualTo(publish.at().plus(Duration.ofSeconds(20))));
  }

  @Test
  @DisplayName("S4.6 the former target is withdrawn, drained, then restarted as the source")
  void repeatForSource_drainsBeforeItRestarts() {
    stickyInBoth();
    List<InstanceId> old = instances(PRODUCTION);
    old.forEach(id -> kit.router().inFlight(id, 3));
    var running = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().runUntil(() -> !effects(CountInFlight.class).isEmpty());

    kit.time().advance(Duration.ofSeconds(10));
    assertThat(effects(Restart.class)).noneMatch(r -> old.contains(r.instance().id()));
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(2);

    old.forEach(id -> kit.router().inFlight(id, 0));
    assertThat(running.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(old);
    for (InstanceId id : old) {
      FakePlatform.Running it = kit.platform().running(id).orElseThrow();
      assertThat(it.slot()).isEqualTo(STAGING);
      assertThat(it.settings().appSetting("DB")).contains("staging-db");
    }
  }

  @Test
  @DisplayName("S4.6 past the drain deadline the former target is restarted all the same")
  void drain_pastTheDeadline_goesOn() {
    stickyInBoth();
    instances(PRODUCTION).forEach(id -> kit.router().inFlight(id, 1));

    Outcome outcome = swap();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(took(outcome, StepName.DRAIN_FORMER_TARGET))
        .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
  }

  @Test
  @DisplayName("S4.6 the promoted instances are never restarted after the switch")
  void afterTheSwitch_promotedInstancesAreLeftAlone() {
    stickyInBoth();
    List<InstanceId> promoted = instances(STAGING);

    swap();

    int switched = indexOfFirst(PublishRoutes.class);
    assertThat(kit.calls().subList(switched, kit.calls().size()))
        .noneMatch(call -> touches(call.effect(), promoted));
  }

  @Test
  @DisplayName("S4.7 before the switch the target is untouched")
  void beforeTheSwitch_targetIsUntouched() {
    stickyInBoth();
    List<InstanceId> target = instances(PRODUCTION);
    App before = kit.slots().apps().get(SHOP);

    kit.watch(
        call -> {
          if (kit.calls().stream().noneMatch(it -> it.effect() instanceof PublishRoutes)) {
            assertThat(touches(call.effect(), target)).isFalse();
            assertThat(kit.slots().apps().get(SHOP).production()).isEqualTo(before.production());
            assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(target);
          }
        });
    assertThat(swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4 instances are worked on in parallel: a swap takes as long as its slowest one")
  void swap_manyInstances_takesAsLongAsTheSlowest() {
    SlotsTestKit wide = SlotsTestKit.create();
    wide.stagingAndProduction(500);
    wide.slots().slots().configure(SHOP, PRODUCTION, sticky("production-db"));
    wide.platform().restartTakes(Duration.ofSeconds(40));

    Outcome outcome = wide.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();

    assertThat(took(outcome, StepName.APPLY_SETTINGS)).isEqualTo(Duration.ofSeconds(40));
    assertThat(outcome.report().took()).isLessThan(Duration.ofSeconds(82));
  }

  @Test
  @DisplayName("S4 a swap into an empty slot leaves the source empty")
  void swap_emptyTarget_leavesTheSourceEmpty() {
    SlotName canary = SlotName.of("canary");
    kit.slots().slots().create(SHOP, canary);
    List<InstanceId> staging = instances(STAGING);

    Outcome outcome = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING, canary)).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(SHOP, canary)).isEqualTo(staging);
    assertThat(kit.slots().apps().get(SHOP).slot(STAGING).deployed()).isEmpty();
  }

  @Test
  @DisplayName("S8.5 the last swap is on both slots")
  void swap_completed_isRecordedOnBothSlots() {
    swap();

    App after = kit.slots().apps().get(SHOP);
    assertThat(after.slot(STAGING).lastSwap()).isPresent().isEqualTo(after.production().lastSwap());
    assertThat(after.production().lastSwap().orElseThrow().source()).isEqualTo(STAGING);
  }

  private void stickyInBoth() {
    kit.slots().slots().configure(SHOP, PRODUCTION, sticky("production-db"));
    kit.slots().slots().configure(SHOP, STAGING, sticky("staging-db"));
    deployBoth();
  }

  private void deployBoth() {
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    shop = kit.slots().apps().get(SHOP);
    kit.forgetCalls();
  }

  private static SettingsChange sticky(String value) {
    return SettingsChange.setSticky(Setting.of("DB", value));
  }

  private Outcome swap() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  private List<InstanceId> instances(SlotName slot) {
    return shop.slot(slot).deployed().orElseThrow().instances().stream().map(Instance::id).toList();
  }

  private static List<InstanceId> idsOf(PublishRoutes publish, SlotName slot) {
    return publish.table().route(slot).orElseThrow().instances().stream()
        .map(Instance::id)
        .toList();
  }

  private static boolean touches(Effect effect, List<InstanceId> instances) {
    return effect.instanceId().filter(instances::contains).isPresent();
  }

  private <E extends Effect> List<E> effects(Class<E> type) {
    return calls(type).map(call -> type.cast(call.effect())).toList();
  }

  private Stream<RecordedCall> calls(Class<? extends Effect> type) {
    return kit.calls().stream().filter(call -> type.isInstance(call.effect()));
  }

  private RecordedCall firstOf(Class<? extends Effect> type) {
    return calls(type).findFirst().orElseThrow();
  }

  private int indexOfFirst(Class<? extends Effect> type) {
    return kit.calls().indexOf(firstOf(type));
  }

  private static Duration took(Outcome outcome, StepName step) {
    return outcome.report().steps().stream()
        .filter(it -> it.step() == step)
        .findFirst()
        .orElseThrow()
        .took();
  }
}
