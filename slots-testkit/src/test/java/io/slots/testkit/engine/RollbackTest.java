package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S4.9: a swap is rolled back, by its identity or by the same request, in time or later. */
class RollbackTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final List<InstanceId> old = shop.ids(PRODUCTION);
  private final List<InstanceId> promoted = shop.ids(STAGING);

  private OperationId swapKeepingWarm() {
    Running swap = shop.begin(limits -> limits.keepWarm(KEPT));
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    kit.forgetCalls();
    return swap.id();
  }

  private OperationId swap() {
    Running swap = shop.begin();
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    kit.forgetCalls();
    return swap.id();
  }

  private Outcome rollBack(OperationId swap) {
    return kit.slots().swaps().rollback(SHOP, swap).await();
  }

  private static App withoutLastSwap(App app) {
    App bare = app;
    for (SlotName slot : app.slots().keySet()) {
      bare = bare.withSlot(slot, it -> it.toBuilder().lastSwap(Optional.<LastSwap>empty()).build());
    }
    return bare;
  }

  private void assertRoutes(List<InstanceId> production, List<InstanceId> staging) {
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(production);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(staging);
  }

  /** Probes apart, the routes are switched once, and nothing else is done. */
  private void assertSwitchedAndNothingElse() {
    List<Effect> done =
        kit.calls().stream()
            .map(RecordedCall::effect)
            .filter(it -> !(it instanceof Probe))
            .toList();
    assertThat(done).singleElement().isInstanceOf(PublishRoutes.class);
  }

  // ---- by routing alone

  @Test
  @DisplayName("S4.9 in the time: one switch of the routes, and nobody is restarted")
  void rollback_inTheTime_isASwitchAlone() {
    App before = shop.app();
    OperationId swap = swapKeepingWarm();
    Instant until = shop.app().slot(STAGING).keptWarmUntil().orElseThrow();
    kit.time().advance(Duration.ofMinutes(4));

    Outcome outcome = rollBack(swap);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertSwitchedAndNothingElse();
    assertRoutes(old, promoted);
    assertThat(shop.app().production().settings()).isEqualTo(before.production().settings());
    assertThat(shop.app().production().deployed()).isEqualTo(before.production().deployed());
    assertThat(shop.app().slot(STAGING).settings()).isEqualTo(before.slot(STAGING).settings());
    assertThat(shop.app().production().keptWarmUntil()).isEmpty();
    assertThat(shop.app().slot(STAGING).keptWarmUntil().orElseThrow())
        .as("for the rest of the time")
        .isBetween(until, until.plusSeconds(1));
  }

  @Test
  @DisplayName("S4.9 and when the time is over, what came back to the source gets its settings")
  void rollback_inTheTime_isSettledAfterwards() {
    App before = shop.app();
    OperationId swap = swapKeepingWarm();
    kit.time().advance(Duration.ofMinutes(4));
    rollBack(swap);
    kit.forgetCalls();
    kit.time().advance(Duration.ofMinutes(5));
    assertThat(kit.calls()).isEmpty();

    kit.time().advance(Duration.ofMinutes(2));

    assertThat(shop.calls(Restart.class))
        .extracting(it -> it.effect().instanceId().orElseThrow())
        .isEqualTo(promoted);
    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));
    assertRoutes(old, promoted);
    kit.forgetCalls();
    kit.time().advance(Duration.ofHours(2));
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S4.9 the same request again, in the time, restarts nobody before the switch either")
  void swap_again_inTheTime() {
    App before = shop.app();
    swapKeepingWarm();

    assertThat(shop.swap(limits -> limits.keepWarm(KEPT))).isInstanceOf(Outcome.Completed.class);
    assertSwitchedAndNothingElse();
    assertRoutes(old, promoted);
    kit.forgetCalls();
    assertThat(shop.swap(limits -> limits.keepWarm(KEPT))).isInstanceOf(Outcome.Completed.class);
    assertSwitchedAndNothingElse();
    assertRoutes(promoted, old);
    kit.forgetCalls();

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.calls(Restart.class))
        .as("without a time of its own it puts the other side in order at once")
        .extracting(it -> it.effect().instanceId().orElseThrow())
        .isEqualTo(promoted);
    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));
  }

  @Test
  @DisplayName("S5.1 the preview of that lists the switch, and probes")
  void preview_inTheTime_listsTheSwitch() {
    swapKeepingWarm();
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Limits.builder().keepWarm(KEPT).build())
            .build();
    SwapPreview preview = kit.slots().swaps().preview(request);
    assertThat(preview.isAllowed()).isTrue();

    kit.slots().swaps().swap(request).await();

    assertThat(kit.calls())
        .extracting(RecordedCall::effect)
        .containsExactlyInAnyOrderElementsOf(
            preview.steps().stream().flatMap(it -> it.effects().stream()).toList());
    assertSwitchedAndNothingElse();
  }

  @Test
  @DisplayName("S4.9 S4.3 a local cache causes no restart in it")
  void rollback_inTheTime_withALocalCache() {
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      shop.set(slot, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
      kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
    List<InstanceId> former = shop.ids(PRODUCTION);
    OperationId swap = swapKeepingWarm();

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertSwitchedAndNothingElse();
    assertThat(shop.ids(PRODUCTION)).isEqualTo(former);
  }

  @Test
  @DisplayName("S4.9 nor do settings that production holds and had not given to its instances yet")
  void rollback_inTheTime_withSettingsThatWereNotGivenYet() {
    shop.set(PRODUCTION, "COLOR", "configured, and nobody restarted");
    App before = shop.app();
    OperationId swap = swapKeepingWarm();

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertSwitchedAndNothingElse();
    assertThat(shop.app().production().settings()).isEqualTo(before.production().settings());
    assertThat(shop.app().production().deployed()).isEqualTo(before.production().deployed());
    for (InstanceId id : old) {
      assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("COLOR")).isEmpty();
    }
  }

  @Test
  @DisplayName("S4.9 S7.1 nor does a share of production's requests for the source")
  void rollback_inTheTime_withAShare() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    OperationId swap = swapKeepingWarm();

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertSwitchedAndNothingElse();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S4.9 S3.2 nor does virtual network integration, whether it stays or moves")
  void rollback_inTheTime_withAVirtualNetwork(boolean preserveVnet) {
    SlotsTestKit newest =
        SlotsTestKit.create(it -> it.settingsPolicy(SettingsPolicy.appService2025()));
    Shop other = withNetworks(newest);
    App before = other.app();
    Running swap = newest.slots().swaps().swap(swapOfNetworks(preserveVnet, Optional.of(KEPT)));
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    newest.forgetCalls();

    assertThat(newest.slots().swaps().rollback(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(other.calls(Restart.class)).isEmpty();
    assertThat(other.calls(PublishRoutes.class)).hasSize(1);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      assertThat(other.app().slot(slot).settings()).isEqualTo(before.slot(slot).settings());
    }
  }

  private static Shop withNetworks(SlotsTestKit kit) {
    Shop shop = Shop.sticky(kit, 1);
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      Setting network =
          Setting.of(SettingCategory.VIRTUAL_NETWORK, "network", "network-of-" + slot);
      kit.slots().slots().configure(SHOP, slot, SettingsChange.set(network));
    }
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    return shop;
  }

  private static SwapRequest swapOfNetworks(boolean preserveVnet, Optional<Duration> kept) {
    return SwapRequest.builder()
        .app(SHOP)
        .source(STAGING)
        .preserveVnet(preserveVnet)
        .limits(Limits.builder().keepWarm(kept).build())
        .build();
  }

  @Test
  @DisplayName("S4.9 S9.1 a kept instance that has died: reverted, and production stays")
  void rollback_inTheTime_instanceDied_isReverted() {
    OperationId swap = swapKeepingWarm();
    App before = shop.app();
    kit.platform().kill(old.get(0));

    assertThat(rollBack(swap))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains(old.get(0).value()));

    assertThat(shop.app()).isEqualTo(before);
    assertRoutes(promoted, old);
    assertThat(shop.calls(PublishRoutes.class)).isEmpty();
    kit.time().advance(KEPT.multipliedBy(2));
    assertThat(shop.calls(Restart.class)).as("settled, which brings it back").hasSize(2);
    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);
    assertRoutes(old, promoted);
  }

  @Test
  @DisplayName("S4.9 a router that refuses the switch back: all stays, and may be tried again")
  void rollback_inTheTime_routerRefuses_isReverted() {
    OperationId swap = swapKeepingWarm();
    App before = shop.app();
    kit.router().refuse("read-only");

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app()).isEqualTo(before);
    kit.router().accept();
    kit.forgetCalls();
    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);
    assertSwitchedAndNothingElse();
  }

  @Test
  @DisplayName("S4.9 what is changed in the time reaches the instances before they are promoted")
  void swap_again_afterAChange_restarts() {
    swapKeepingWarm();
    shop.set(PRODUCTION, "DB", "another-db");

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertRoutes(old, promoted);
    for (InstanceId id : old) {
      assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("DB"))
          .contains("another-db");
    }
  }

  @Test
  @DisplayName("S4.9 S9.1 what a failed swap put back meanwhile is restarted before it is promoted")
  void rollback_afterAnotherSwapWasReverted_restarts() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    App before = shop.app();
    OperationId swap = swapKeepingWarm();
    kit.faults().on(Shop.of(Restart.class, old.get(1))).times(1).failBefore("disk full");
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING, CANARY)).await())
        .isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.platform().running(old.get(0)).orElseThrow().settings())
        .isEqualTo(shop.app().slot(STAGING).settings());
    assertThat(shop.app().slot(STAGING).keptWarmUntil()).isEmpty();

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));
    for (InstanceId id : old) {
      assertThat(kit.platform().running(id).orElseThrow().settings())
          .isEqualTo(before.production().settings());
    }
  }

  @Test
  @DisplayName("S4.9 what was kept warm in the target already is, when it is back, and is settled")
  void rollback_intoATargetThatWasKeptWarm_isSettledThere() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    swapKeepingWarm();
    Instant until = shop.app().slot(STAGING).keptWarmUntil().orElseThrow();
    kit.time().advance(Duration.ofMinutes(3));
    Running second =
        kit.slots()
            .swaps()
            .swap(
                SwapRequest.builder()
                    .app(SHOP)
                    .source(CANARY)
                    .target(STAGING)
                    .limits(Limits.builder().keepWarm(KEPT).build())
                    .build());
    assertThat(second.await()).isInstanceOf(Outcome.Completed.class);
    kit.forgetCalls();

    assertThat(rollBack(second.id())).isInstanceOf(Outcome.Completed.class);

    assertSwitchedAndNothingElse();
    assertThat(shop.ids(STAGING)).isEqualTo(old);
    assertThat(shop.app().slot(STAGING).keptWarmUntil()).contains(until);
    kit.time().advance(KEPT.multipliedBy(2));
    for (SlotName slot : List.of(STAGING, CANARY)) {
      for (InstanceId id : shop.ids(slot)) {
        assertThat(kit.platform().running(id).orElseThrow().settings())
            .isEqualTo(shop.app().slot(slot).settings());
      }
    }
  }

  @Test
  @DisplayName("S4.9 S9.1 what is repaired meanwhile comes back as those beside it are kept")
  void rollback_afterARepair_isASwitchAlone() {
    kit.faults().on(Shop.of(Restart.class, promoted.get(1))).failBefore("disk full");
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, PRODUCTION, STAGING)).await())
        .isInstanceOf(Outcome.CompletedSourceDegraded.class);
    kit.faults().clear();
    assertRoutes(promoted.subList(0, 1), old);
    OperationId swap = swapKeepingWarm();
    assertRoutes(old, promoted.subList(0, 1));

    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertRoutes(old, promoted);
    kit.forgetCalls();
    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertSwitchedAndNothingElse();
    for (InstanceId id : promoted) {
      assertThat(kit.platform().running(id).orElseThrow().settings())
          .isEqualTo(shop.app().production().settings());
    }
  }

  @Test
  @DisplayName("S4.9 a kept instance that is restarted in warm-up gets what those beside it have")
  void rollback_inTheTime_restartedInWarmUp() {
    shop.set(PRODUCTION, "COLOR", "configured, and nobody restarted");
    OperationId swap = swapKeepingWarm();
    kit.faults()
        .on(it -> Shop.of(Probe.class, old.get(0)).test(it))
        .skip(1)
        .times(3)
        .answer(new ProbeAnswer.TimedOut());

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.calls(Restart.class)).hasSize(1);
    assertThat(kit.platform().running(old.get(0)).orElseThrow().settings())
        .isEqualTo(kit.platform().running(old.get(1)).orElseThrow().settings())
        .isEqualTo(shop.app().production().deployed().orElseThrow().settings().orElseThrow());
  }

  // ---- later

  @Test
  @DisplayName("S4.9 after the time, and without one: settings, content and routes exactly")
  void rollback_restoresExactly() {
    shop.set(PRODUCTION, "ONLY_HERE", "free");
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    List<InstanceId> production = shop.ids(PRODUCTION);
    App before = shop.app();

    for (Duration kept : List.of(Duration.ZERO, KEPT)) {
      OperationId swap = kept.isZero() ? swap() : swapKeepingWarm();
      kit.time().advance(kept.multipliedBy(2));

      assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);

      assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));
      assertRoutes(production, promoted);
      for (SlotName slot : List.of(PRODUCTION, STAGING)) {
        for (InstanceId id : shop.ids(slot)) {
          assertThat(kit.platform().running(id).orElseThrow().settings())
              .isEqualTo(before.slot(slot).settings());
        }
      }
    }
  }

  @Test
  @DisplayName("S4.9 a rollback is a swap, and can be rolled back")
  void rollback_ofARollback() {
    OperationId swap = swap();
    App swapped = shop.app();
    Running back = kit.slots().swaps().rollback(SHOP, swap);
    back.await();

    assertThat(rollBack(back.id())).isInstanceOf(Outcome.Completed.class);

    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(swapped));
    assertRoutes(promoted, old);
  }

  @Test
  @DisplayName(
      "S4.9 of two further slots, of a completed preview, of a swap that left some degraded")
  void rollback_ofOtherSwaps() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    App before = shop.app();
    SwapRequest request = SwapRequest.of(SHOP, CANARY, STAGING);

    Running swap = kit.slots().swaps().swap(request);
    swap.await();
    assertThat(rollBack(swap.id())).isInstanceOf(Outcome.Completed.class);
    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));

    Running preview = kit.slots().swaps().prepare(request);
    assertThat(preview.awaitPause()).isTrue();
    kit.slots().swaps().complete(SHOP, STAGING);
    assertThat(preview.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(rollBack(preview.id())).isInstanceOf(Outcome.Completed.class);
    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));

    kit.faults().on(Shop.of(Restart.class, promoted.get(0))).failBefore("disk full");
    Running degraded = kit.slots().swaps().swap(request);
    assertThat(degraded.await()).isInstanceOf(Outcome.CompletedSourceDegraded.class);
    kit.faults().clear();
    assertThat(rollBack(degraded.id())).isInstanceOf(Outcome.Completed.class);
    assertThat(withoutLastSwap(shop.app())).isEqualTo(withoutLastSwap(before));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("S4.9 S3.2 virtual network integration goes the way that it came")
  void rollback_preservesTheNetworkAsTheSwapDid(boolean preserveVnet) {
    SlotsTestKit newest =
        SlotsTestKit.create(it -> it.settingsPolicy(SettingsPolicy.appService2025()));
    Shop other = withNetworks(newest);
    App before = other.app();
    Running swap = newest.slots().swaps().swap(swapOfNetworks(preserveVnet, Optional.empty()));
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(network(other.app()))
        .isEqualTo(preserveVnet ? "network-of-production" : "network-of-staging");

    assertThat(newest.slots().swaps().rollback(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);

    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      assertThat(other.app().slot(slot).settings()).isEqualTo(before.slot(slot).settings());
    }
  }

  private static String network(App app) {
    return app.production().settings().all().stream()
        .filter(it -> it.category() == SettingCategory.VIRTUAL_NETWORK)
        .findFirst()
        .orElseThrow()
        .value();
  }

  // ---- what refuses it

  @Test
  @DisplayName("S4.9 only a completed swap can be rolled back, and one that is known")
  void rollback_ofSomethingElse_isRefused() {
    Untouched.refused(kit, NotFoundException.class, () -> rollBack(OperationId.of("nobody-s")));
    EndedOperation deployment = kit.slots().operations().history(SHOP, 1).get(0);
    assertThat(deployment.kind()).isEqualTo(OperationKind.DEPLOYMENT);
    assertThat(Untouched.refused(kit, 4, 9, () -> rollBack(deployment.id())).problem())
        .contains("deploy v2 to staging");
    kit.faults().on(Shop.of(Restart.class)).times(1).failBefore("disk full");
    Running reverted = shop.begin();
    assertThat(reverted.await().report().ending()).isEqualTo(Ending.REVERTED);
    assertThat(Untouched.refused(kit, 4, 9, () -> rollBack(reverted.id())).problem())
        .contains("reverted");
  }

  @Test
  @DisplayName("S4.9 S4.8 nor one into a target that had nothing: there is nothing to bring back")
  void rollback_intoWhatWasEmpty_isRefused() {
    kit.slots().slots().create(SHOP, CANARY);
    Running swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING, CANARY));
    swap.await();

    assertThat(Untouched.refused(kit, 4, 8, () -> rollBack(swap.id())).problem())
        .contains("source slot \"staging\" has no content");
  }

  @Test
  @DisplayName("S4.9 S1.7 not while it, or another, is under way or pauses")
  void rollback_duringAnOperation_isAConflict() {
    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();
    Untouched.conflict(kit, running, () -> rollBack(swap.id()));
    swap.await();

    assertThat(kit.slots().swaps().prepare(SwapRequest.of(SHOP, STAGING)).awaitPause()).isTrue();
    Operation paused = kit.slots().operations().paused(SHOP).get(0);
    Untouched.conflict(kit, paused, () -> rollBack(swap.id()));
    Untouched.refused(kit, RefusedException.class, () -> rollBack(paused.id()));
  }

  @TestFactory
  @DisplayName("S4.9 not where one of its slots has changed since")
  Stream<DynamicTest> rollback_afterAChange_isRefused() {
    SettingKey db = SettingKey.appSetting("DB");
    SettingKey color = SettingKey.appSetting("COLOR");
    return Stream.of(
        changed("a setting of the source", it -> it.shop.set(STAGING, "COLOR", "green")),
        changed("a setting of the target", it -> it.shop.set(PRODUCTION, "COLOR", "green")),
        changed(
            "a setting that is set back",
            it -> {
              it.shop.set(PRODUCTION, "DB", "another");
              it.shop.set(PRODUCTION, "DB", "production-db");
            }),
        changed("a mark", it -> it.edit(STAGING, SettingsChange.builder().addMark(color))),
        changed(
            "a mark in another slot",
            it -> it.edit(CANARY, SettingsChange.builder().addMark(color))),
        changed(
            "a mark taken away in another slot, and set again",
            it -> {
              it.edit(CANARY, SettingsChange.builder().addUnmark(db));
              it.edit(CANARY, SettingsChange.builder().addMark(db));
            }),
        changed(
            "an override that counts no more, for a new slot has none",
            it -> {
              it.kit.slots().slots().delete(SHOP, CANARY).await();
              for (SlotName slot : List.of(STAGING, PRODUCTION)) {
                it.shop.set(slot, SettingsPolicy.OVERRIDE_PRESERVE.spelling(), "0");
              }
              it.swapped = it.swap();
              it.kit.slots().slots().create(SHOP, CANARY);
            }),
        changed("content of the source", it -> it.deploy(STAGING, "v9")),
        changed("content of the target", it -> it.deploy(PRODUCTION, "v9")),
        changed("the same content again", it -> it.deploy(PRODUCTION, "v2")),
        changed(
            "a swap of the source with another",
            it -> {
              it.deploy(CANARY, "v3");
              it.swap(CANARY, STAGING);
            }),
        changed(
            "a swap of the target with another, to and fro",
            it -> {
              it.deploy(CANARY, "v3");
              it.swap(CANARY, PRODUCTION);
              it.swap(CANARY, PRODUCTION);
            }),
        changed("a rollback of it", it -> it.rollBack(it.swapped)),
        changed(
            "the source deleted and made anew",
            it -> {
              it.kit.slots().slots().delete(SHOP, STAGING).await();
              it.kit.slots().slots().create(SHOP, STAGING);
              it.deploy(STAGING, "v9");
            }));
  }

  private OperationId swapped = OperationId.of("none");

  private static DynamicTest changed(String what, Consumer<RollbackTest> change) {
    return DynamicTest.dynamicTest(
        what,
        () -> {
          RollbackTest test = new RollbackTest();
          test.kit.slots().slots().create(SHOP, CANARY);
          test.swapped = test.swap();
          change.accept(test);
          assertThat(Untouched.refused(test.kit, 4, 9, () -> test.rollBack(test.swapped)).problem())
              .contains(test.swapped.value());
        });
  }

  private void edit(SlotName slot, SettingsChange.Builder change) {
    kit.slots().slots().configure(SHOP, slot, change.build());
  }

  private void deploy(SlotName slot, String version) {
    assertThat(kit.slots().slots().deploy(SHOP, slot, Content.of(version)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  private void swap(SlotName source, SlotName target) {
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, source, target)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.9 what changes neither of them is in nobody's way")
  void rollback_afterWhatChangesNothing() {
    kit.slots().slots().create(SHOP, CANARY);
    OperationId swap = swap();
    App swapped = shop.app();
    shop.set(CANARY, "COLOR", "green");
    deploy(CANARY, "v3");
    shop.set(PRODUCTION, "DB", "production-db");
    kit.slots().slots().stop(SHOP, STAGING);
    kit.slots().slots().start(SHOP, STAGING);
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Unreachable("refused"));
    assertThat(kit.slots().slots().deploy(SHOP, STAGING, Content.of("v9")).await())
        .isInstanceOf(Outcome.Reverted.class);
    kit.faults().clear();
    assertThat(shop.app().slot(STAGING)).isEqualTo(swapped.slot(STAGING));

    assertThat(rollBack(swap)).isInstanceOf(Outcome.Completed.class);
    assertRoutes(old, promoted);
  }

  // ---- S8.5

  @Test
  @DisplayName("S8.5 the last swap, with time, source and target, is on both slots")
  void lastSwap_isOnBothSlots() {
    kit.slots().slots().create(SHOP, CANARY);
    Running swap = shop.begin(limits -> limits.keepWarm(KEPT));
    Outcome outcome = swap.await();
    Instant switched =
        outcome.report().steps().stream()
            .filter(it -> it.step() == StepName.UPDATE_ROUTING)
            .findFirst()
            .orElseThrow()
            .ended();

    LastSwap last = shop.app().production().lastSwap().orElseThrow();

    assertThat(last)
        .isEqualTo(
            LastSwap.builder()
                .operation(swap.id())
                .at(switched)
                .source(STAGING)
                .target(PRODUCTION)
                .preservedVnet(true)
                .build());
    assertThat(shop.app().slot(STAGING).lastSwap()).contains(last);
    assertThat(shop.app().slot(CANARY).lastSwap()).isEmpty();

    Running back = kit.slots().swaps().rollback(SHOP, swap.id());
    back.await();
    assertThat(shop.app().production().lastSwap().orElseThrow().operation()).isEqualTo(back.id());
    assertThat(shop.app().slot(STAGING).lastSwap()).isEqualTo(shop.app().production().lastSwap());
  }

  @Test
  @DisplayName("S8.5 a swap that is reverted is not the last swap")
  void lastSwap_ofARevertedSwap_stays() {
    swap();
    App before = shop.app();
    kit.faults().on(Shop.of(Restart.class)).times(1).failBefore("disk full");

    assertThat(shop.swap()).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app()).isEqualTo(before);
    assertThat(shop.calls(Decommission.class)).isEmpty();
    assertThat(shop.calls(ReadRoutes.class)).isEmpty();
  }
}
