package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.LimitExceededException;
import io.slots.NotFoundException;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.ConflictException;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Every refusal comes before anything is touched, and says rule, value and what would be accepted.
 */
class RefusalsTest {
  private static final SlotName CANARY = SlotName.of("canary");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Slots slots = kit.slots();

  @BeforeEach
  void deploy() {
    kit.stagingAndProduction(1);
  }

  @Test
  @DisplayName("S4.8 a swap of a slot with itself")
  void swap_withItself_isRefused() {
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING, SlotName.of("STAGING"))),
        "S4.8",
        "same slot, \"staging\"",
        "two different slots of production, staging");
  }

  @Test
  @DisplayName("S4.8 an unknown slot, an unknown app")
  void swap_unknownSlot_isRefused() {
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, CANARY)),
        "S4.8",
        "no slot \"canary\"",
        "it has production, staging");
    assertThatThrownBy(() -> slots.swaps().swap(SwapRequest.of(AppName.of("shoe"), STAGING)))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("\"shoe\"");
  }

  @Test
  @DisplayName("S4.8 whoever names a slot that is not there is told so by the type, too")
  void swapAndPrepare_unknownSlot_areNotFound() {
    for (SwapRequest request :
        List.of(SwapRequest.of(SHOP, CANARY), SwapRequest.of(SHOP, STAGING, CANARY))) {
      assertThatThrownBy(() -> slots.swaps().swap(request))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("no slot \"canary\"");
      assertThatThrownBy(() -> slots.swaps().prepare(request))
          .isInstanceOf(NotFoundException.class)
          .hasMessageContaining("no slot \"canary\"");
    }
    assertThatThrownBy(() -> slots.swaps().swap(SwapRequest.of(SHOP, CANARY, CANARY)))
        .isExactlyInstanceOf(RefusedException.class);
  }

  @Test
  @DisplayName("S8.1 the history of an app that is not there")
  void history_unknownApp_isNotFound() {
    assertThatThrownBy(() -> slots.operations().history(AppName.of("shoe"), 5))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("there is no app \"shoe\"");
    slots.apps().create(App.of(AppName.of("shoe"), Plan.premium(1)));
    assertThat(slots.operations().history(AppName.of("shoe"), 0)).isEmpty();
  }

  @Test
  @DisplayName("S8.1 fewer than no operations of a history")
  void history_negativeLimit_isRefused() {
    assertThatThrownBy(() -> slots.operations().history(SHOP, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("S8.1: a history of at most -1 operations; 0 or more would do");
  }

  @Test
  @DisplayName("S4.8 a source without content")
  void swap_emptySource_isRefused() {
    slots.slots().create(SHOP, CANARY);
    kit.forgetCalls();
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, CANARY)),
        "S4.8",
        "source slot \"canary\" has no content",
        "deploy to it first");
  }

  @Test
  @DisplayName("S4.8 a stopped slot, as source or target")
  void swap_stoppedSlot_isRefused() {
    slots.slots().stop(SHOP, STAGING);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
    kit.forgetCalls();
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING)),
        "S4.8",
        "slot \"staging\" is stopped",
        "start it first");
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, PRODUCTION, STAGING)),
        "S4.8",
        "slot \"staging\" is stopped",
        "start it first");

    slots.slots().start(SHOP, STAGING);
    assertThat(slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.8 plans of different tiers")
  void swap_otherTier_isRefused() {
    AppRecord record = record();
    App moved =
        record
            .app()
            .withSlot(
                STAGING, slot -> slot.toBuilder().ownPlan(Plan.of(PlanTier.ISOLATED, 1)).build());
    kit.time().await(kit.store().replace(record.next(moved, Optional.empty()), List.of()));
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING)),
        "S4.8",
        "slot \"staging\" is on plan Isolated",
        "plans of the same tier");
  }

  @Test
  @DisplayName("S4.4 a warm-up setting of a wrong form, whose value is not shown")
  void swap_badWarmUpSetting_isRefused() {
    slots
        .slots()
        .configure(
            SHOP, STAGING, SettingsChange.set(Setting.of(WarmUpPlan.PING_STATUSES, "200,secret")));
    assertRefused(
        () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING)),
        "S4.4",
        WarmUpPlan.PING_STATUSES,
        "200,202");
  }

  @Test
  @DisplayName(
      "S1.7 while a swap runs, changes of its slots name the operation and what may be done")
  void changes_whileASwapRuns_areRefused() {
    slots.slots().create(SHOP, CANARY);
    slots.slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.forgetCalls();

    for (ThrowingCallable change :
        java.util.List.<ThrowingCallable>of(
            () -> slots.slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("A", "b"))),
            () ->
                slots.slots().configure(SHOP, PRODUCTION, SettingsChange.set(Setting.of("A", "b"))),
            () -> slots.slots().deploy(SHOP, STAGING, Content.of("v4")),
            () -> slots.slots().stop(SHOP, PRODUCTION),
            () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING)),
            () -> slots.swaps().swap(SwapRequest.of(SHOP, CANARY)))) {
      AppRecord before = record();
      assertThatThrownBy(change)
          .isInstanceOf(ConflictException.class)
          .hasMessageContaining("S1.7")
          .hasMessageContaining("swap staging into production")
          .hasMessageContaining(swap.id().value())
          .hasMessageContaining("engine-1")
          .hasMessageContaining("since 2026-01-01")
          .hasMessageContaining("wait until it has ended, or cancel it");
      assertThat(record()).isEqualTo(before);
    }
    assertThat(kit.calls()).isEmpty();
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.7 a change of a slot that takes no part survives the swap")
  void change_ofAnotherSlot_survivesTheSwap() {
    slots.slots().create(SHOP, CANARY);
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().settle();

    slots.slots().configure(SHOP, CANARY, SettingsChange.set(Setting.of("COLOR", "green")));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    App after = slots.apps().get(SHOP);
    assertThat(after.slot(CANARY).settings().appSetting("COLOR")).contains("green");
    assertThat(after.production().deployed().orElseThrow().content().version()).isEqualTo("v2");
  }

  @Test
  @DisplayName("S2.3 one slot more than the plan allows")
  void create_pastTheLimit_isRefused() {
    AppName basic = AppName.of("basic");
    slots.apps().create(App.of(basic, Plan.of(PlanTier.BASIC, 1)));

    assertThatThrownBy(() -> slots.slots().create(basic, STAGING))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("S2.3")
        .hasMessageContaining("Basic");
    assertThatThrownBy(() -> slots.apps().changePlan(SHOP, Plan.of(PlanTier.BASIC, 1)))
        .isInstanceOf(LimitExceededException.class);
    assertThat(slots.apps().get(basic).slots()).hasSize(1);
    assertThat(slots.apps().get(SHOP).plan().tier()).isEqualTo(PlanTier.PREMIUM);
  }

  @Test
  @DisplayName("S1.3 two slots of a store never share a host name")
  void create_takenHost_isRefused() {
    slots.apps().create(App.of(AppName.of("a-b"), Plan.premium(1)));
    slots.slots().create(AppName.of("a-b"), SlotName.of("cc"));

    slots.apps().create(App.of(AppName.of("aa"), Plan.premium(1)));
    assertThatThrownBy(
            () -> slots.apps().create(App.of(AppName.of("shop-staging"), Plan.premium(1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S1.3")
        .hasMessageContaining("shop-staging.localhost is app shop's");
    assertThat(slots.apps().find(AppName.of("shop-staging"))).isEmpty();
  }

  @Test
  @DisplayName("S1.4 a deployment needs somebody who makes instances")
  void deploy_withoutAProvisioner_isRefused() {
    SlotsTestKit other = SlotsTestKit.create();
    Slots bare =
        Slots.builder()
            .scheduler(other.time())
            .restarter(other.platform())
            .probe(other.platform())
            .router(other.router())
            .build();
    bare.apps().create(App.of(SHOP, Plan.premium(1)));

    assertThatThrownBy(() -> bare.slots().deploy(SHOP, PRODUCTION, Content.of("v1")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("InstanceProvisioner");
  }

  @Test
  @DisplayName("S4.6 there must be something to repair")
  void repair_nothingDegraded_isRefused() {
    assertRefused(
        () -> slots.slots().repair(SHOP, STAGING),
        "S4.6",
        "slot \"staging\" of app shop has no degraded instance",
        "repair a slot whose instances did not come back; one that could not be ended is yours to"
            + " end");
  }

  private AppRecord record() {
    return kit.time().await(kit.store().find(SHOP)).orElseThrow();
  }

  private void assertRefused(ThrowingCallable request, String rule, String problem, String fix) {
    AppRecord before = record();
    kit.forgetCalls();

    assertThatThrownBy(request)
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith(rule)
        .hasMessageContaining(problem)
        .hasMessageContaining(fix)
        .hasMessageNotContaining("secret");

    assertThat(record()).isEqualTo(before);
    assertThat(kit.calls()).isEmpty();
  }
}
