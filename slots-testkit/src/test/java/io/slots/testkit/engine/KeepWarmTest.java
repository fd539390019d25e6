package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.9: step 6 of a swap is held back for a time, and made up for afterwards, once. */
class KeepWarmTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final Duration KEPT = Duration.ofMinutes(10);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final List<InstanceId> old = shop.ids(PRODUCTION);
  private final List<InstanceId> promoted = shop.ids(STAGING);

  private Outcome swapKeepingWarm() {
    return shop.swap(limits -> limits.keepWarm(KEPT));
  }

  private Slot staging() {
    return shop.app().slot(STAGING);
  }

  private List<EndedOperation> settlings() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.kind() == OperationKind.SETTLING)
        .toList();
  }

  private List<InstanceId> restarted() {
    return shop.calls(Restart.class).stream()
        .map(it -> it.effect().instanceId().orElseThrow())
        .toList();
  }

  private void assertRunsAsStaging(List<InstanceId> instances) {
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(instances);
    for (InstanceId id : instances) {
      var running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings()).isEqualTo(staging().settings());
      assertThat(running.settings().appSetting("DB")).contains("staging-db");
      assertThat(running.slot()).isEqualTo(STAGING);
    }
  }

  // ---- how it goes

  @Test
  @DisplayName("S4.9 the swap ends with the switch; what left the target is not touched")
  void swap_endsWithTheSwitch() {
    Outcome outcome = swapKeepingWarm();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().steps())
        .extracting(StepTime::step)
        .doesNotContain(StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE)
        .endsWith(StepName.UPDATE_ROUTING);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(promoted);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(old);
    Instant until = staging().lastSwap().orElseThrow().at().plus(KEPT);
    assertThat(staging().keptWarmUntil()).contains(until);
    assertThat(shop.app().production().keptWarmUntil()).isEmpty();
    assertThat(kit.events())
        .filteredOn(SlotsEvent.KeptWarm.class::isInstance)
        .singleElement()
        .isEqualTo(
            new SlotsEvent.KeptWarm(
                outcome.report().id(), SHOP, outcome.report().endedAt(), STAGING, until));

    kit.time().advance(KEPT.minusSeconds(1));

    assertThat(restarted()).as("all of them before the switch").isEqualTo(promoted);
    assertThat(settlings()).isEmpty();
  }

  @Test
  @DisplayName("S4.9 when the time is over, its instances are drained and restarted, once")
  void time_over_settles() {
    swapKeepingWarm();
    kit.forgetCalls();
    Instant until = staging().keptWarmUntil().orElseThrow();
    old.forEach(id -> kit.router().inFlight(id, 1));
    kit.time().advance(KEPT.plusSeconds(10));
    assertThat(kit.router().instancesOf(SHOP, STAGING)).as("drained first").isEmpty();
    assertThat(restarted()).isEmpty();
    old.forEach(id -> kit.router().inFlight(id, 0));

    kit.time().advance(Duration.ofHours(2));

    assertThat(restarted()).isEqualTo(old);
    assertThat(settlings())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(Outcome.of(it)).isInstanceOf(Outcome.Completed.class);
              assertThat(it.startedAt()).isEqualTo(until);
              assertThat(it.slots()).containsExactly(STAGING);
              assertThat(it.steps())
                  .extracting(StepTime::step)
                  .containsExactly(StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE);
            });
    assertRunsAsStaging(old);
    assertThat(staging().keptWarmUntil()).isEmpty();
    assertThat(staging().lastSwap().orElseThrow().intact()).isTrue();
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(promoted);
    assertThat(kit.time().await(kit.store().appsThatNeedEngine())).isEmpty();
  }

  @Test
  @DisplayName("S4.9 where nothing would be restarted, nothing is held back")
  void swap_withoutRestarts_keepsNothing() {
    SlotsTestKit plain = SlotsTestKit.create();
    Shop other = new Shop(plain, 1);

    assertThat(other.swap(limits -> limits.keepWarm(KEPT))).isInstanceOf(Outcome.Completed.class);

    assertThat(other.app().slot(STAGING).keptWarmUntil()).isEmpty();
    plain.forgetCalls();
    plain.time().advance(KEPT.multipliedBy(2));
    assertThat(plain.calls()).isEmpty();
  }

  @Test
  @DisplayName("S4.9 nor where the target had nothing")
  void swap_intoAnEmptySlot_keepsNothing() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");

    swap(STAGING, CANARY, KEPT);

    assertThat(staging().deployed()).isEmpty();
    assertThat(staging().keptWarmUntil()).isEmpty();
  }

  private Outcome swap(SlotName source, SlotName target, Duration kept) {
    return kit.slots()
        .swaps()
        .swap(
            SwapRequest.builder()
                .app(SHOP)
                .source(source)
                .target(target)
                .limits(Limits.builder().keepWarm(kept).build())
                .build())
        .await();
  }

  @Test
  @DisplayName("S5.1 a preview of such a swap lists what it does: no step after the switch")
  void preview_listsWhatIsDone() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Limits.builder().keepWarm(KEPT).build())
            .build();
    List<Effect> listed =
        kit.slots().swaps().preview(request).steps().stream()
            .flatMap(it -> it.effects().stream())
            .toList();

    kit.slots().swaps().swap(request).await();

    assertThat(kit.calls())
        .extracting(RecordedCall::effect)
        .containsExactlyInAnyOrderElementsOf(listed);
  }

  @Test
  @DisplayName("S4.11 a swap's own time counts, then the engine's")
  void keepWarm_ofSwapAndEngine() {
    SlotsTestKit warm =
        SlotsTestKit.create(it -> it.limits(Limits.builder().keepWarm(KEPT).build()));
    Shop other = Shop.sticky(warm, 1);

    Outcome byTheEngine = other.swap();
    assertThat(other.app().slot(STAGING).keptWarmUntil())
        .contains(byTheEngine.report().endedAt().plus(KEPT));
    Outcome byItself = other.swap(limits -> limits.keepWarm(Duration.ofMinutes(1)));
    assertThat(other.app().slot(STAGING).keptWarmUntil())
        .contains(byItself.report().endedAt().plus(Duration.ofMinutes(1)));
    other.swap(limits -> limits.noKeepWarm(true));
    assertThat(other.app().slot(STAGING).keptWarmUntil()).as("its own limits say none").isEmpty();
  }

  // ---- what comes between

  @Test
  @DisplayName("S1.7 nothing else is done to the slot while it settles")
  void changes_whileItSettles_areConflicts() {
    swapKeepingWarm();
    old.forEach(id -> kit.router().inFlight(id, 1));
    kit.time().advance(KEPT.plusSeconds(1));
    Operation settling = kit.slots().operations().current(SHOP).orElseThrow();
    assertThat(settling.task().describe()).isEqualTo("settle staging, which was kept warm");

    Untouched.conflict(kit, settling, shop::begin);
    Untouched.conflict(
        kit, settling, () -> kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")));
    Untouched.conflict(
        kit,
        settling,
        () ->
            kit.slots().slots().configure(SHOP, STAGING, SettingsChange.set(Setting.of("A", "b"))));
    assertThat(kit.slots().operations().cancel(SHOP, settling.id()).isUnderWay())
        .as("it is carried to its end")
        .isFalse();

    assertThat(kit.slots().operations().follow(SHOP, settling.id()).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.9 a deployment to the slot: nothing is settled afterwards")
  void deployment_inTheTime_endsIt() {
    swapKeepingWarm();
    assertThat(kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await())
        .isInstanceOf(Outcome.Completed.class);
    List<InstanceId> newest = shop.ids(STAGING);
    assertThat(staging().keptWarmUntil()).isEmpty();
    kit.forgetCalls();

    kit.time().advance(KEPT.multipliedBy(2));

    assertThat(kit.calls()).isEmpty();
    assertThat(settlings()).isEmpty();
    assertRunsAsStaging(newest);
  }

  @Test
  @DisplayName("S4.9 a deployment that is under way when the time is over, done or not")
  void deployment_whenTheTimeIsOver_isWaitedFor() {
    swapKeepingWarm();
    kit.time().advance(KEPT.minusSeconds(1));
    kit.faults().on(Shop.of(Provision.class)).times(1).take(Duration.ofSeconds(30));
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Unreachable("refused"));
    Running failing = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"));
    kit.time().advance(Duration.ofSeconds(10));
    assertThat(settlings()).isEmpty();
    kit.forgetCalls();
    assertThat(failing.await()).isInstanceOf(Outcome.Reverted.class);
    kit.faults().clear();

    kit.time().runUntil(() -> kit.slots().operations().current(SHOP).isEmpty());

    assertThat(restarted()).isEqualTo(old);
    assertThat(settlings()).hasSize(1);
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S4.9 a swap of the slot with another: what it gets is not settled for it")
  void otherSwap_ofTheSlot_takesItsPlace() {
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    List<InstanceId> third = shop.ids(CANARY);
    swapKeepingWarm();
    kit.forgetCalls();

    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY, STAGING)).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(restarted())
        .as("one side before the switch, the kept ones as the other after it")
        .containsExactlyInAnyOrder(third.get(0), third.get(1), old.get(0), old.get(1));
    kit.forgetCalls();
    kit.time().advance(KEPT.multipliedBy(2));
    assertThat(kit.calls()).isEmpty();
    assertRunsAsStaging(third);
    assertThat(kit.platform().running(old.get(0)).orElseThrow().settings().appSetting("DB"))
        .contains("canary-db");
  }

  @Test
  @DisplayName("S4.9 each slot has its own time")
  void twoSlots_haveTheirOwnTimes() {
    SlotName qa = SlotName.of("qa");
    for (SlotName slot : List.of(CANARY, qa)) {
      kit.slots().slots().create(SHOP, slot);
      shop.stick(slot, "DB", slot + "-db");
      kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
    List<InstanceId> ofQa = shop.ids(qa);
    swap(CANARY, qa, KEPT.multipliedBy(2));
    swapKeepingWarm();
    kit.forgetCalls();

    kit.time().advance(KEPT.plusMinutes(1));
    assertThat(restarted()).isEqualTo(old);
    kit.time().advance(KEPT);

    assertThat(restarted()).containsExactly(old.get(0), old.get(1), ofQa.get(0), ofQa.get(1));
    assertThat(settlings()).hasSize(2);
    assertThat(kit.platform().running(ofQa.get(0)).orElseThrow().settings().appSetting("DB"))
        .contains("canary-db");
  }

  @Test
  @DisplayName("S4.9 the same time for two: one after the other")
  void twoSlots_sameTime_oneAfterTheOther() {
    SlotName qa = SlotName.of("qa");
    for (SlotName slot : List.of(CANARY, qa)) {
      kit.slots().slots().create(SHOP, slot);
      shop.stick(slot, "DB", slot + "-db");
      kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
    swap(CANARY, qa, KEPT);
    swapKeepingWarm();
    kit.slots().close();
    kit.time().advance(KEPT.multipliedBy(3));

    kit.anotherEngine();
    kit.time().runUntil(() -> settlings().size() == 2);

    assertThat(settlings()).allMatch(it -> Outcome.of(it) instanceof Outcome.Completed);
    assertThat(kit.time().await(kit.store().appsThatNeedEngine())).isEmpty();
  }

  @Test
  @DisplayName("S4.9 a slot that is deleted is not settled")
  void deletion_inTheTime_endsIt() {
    swapKeepingWarm();
    assertThat(kit.slots().slots().delete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    kit.forgetCalls();

    kit.time().advance(KEPT.multipliedBy(2));

    assertThat(kit.calls()).isEmpty();
    assertThat(settlings()).isEmpty();
  }

  @Test
  @DisplayName("S4.9 settings that are changed in the time are what it settles with")
  void configure_inTheTime_isSettledWith() {
    swapKeepingWarm();
    shop.set(STAGING, "COLOR", "green");

    kit.time().advance(KEPT.plusMinutes(1));

    assertRunsAsStaging(old);
    assertThat(kit.platform().running(old.get(0)).orElseThrow().settings().appSetting("COLOR"))
        .contains("green");
  }

  @Test
  @DisplayName("S4.9 where the slot has for its instances what they run with, they are left alone")
  void configure_toWhatTheyRunWith_settlesNothing() {
    swapKeepingWarm();
    shop.set(STAGING, "DB", "production-db");
    kit.forgetCalls();

    kit.time().advance(KEPT.plusMinutes(1));

    assertThat(kit.calls()).isEmpty();
    assertThat(settlings()).isEmpty();
    assertThat(staging().keptWarmUntil()).isEmpty();
  }

  @Test
  @DisplayName("S5.2 a preview that holds the slot when the time is over: settled after it")
  void preview_whenTheTimeIsOver_isWaitedFor() {
    swapKeepingWarm();
    kit.slots().slots().create(SHOP, CANARY);
    shop.stick(CANARY, "DB", "canary-db");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3")).await();
    Running preview = kit.slots().swaps().prepare(SwapRequest.of(SHOP, CANARY, STAGING));
    assertThat(preview.awaitPause()).isTrue();
    kit.forgetCalls();
    kit.time().advance(KEPT.multipliedBy(2));
    assertThat(kit.calls()).isEmpty();

    kit.slots().swaps().cancel(SHOP, STAGING);
    assertThat(preview.await()).isInstanceOf(Outcome.Reverted.class);
    kit.time().runUntil(() -> kit.slots().operations().current(SHOP).isEmpty());

    assertThat(settlings()).hasSize(1);
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S4.9 an operation on another slot is waited for")
  void otherOperation_whenTheTimeIsOver_isWaitedFor() {
    swapKeepingWarm();
    kit.slots().slots().create(SHOP, CANARY);
    kit.time().advance(KEPT.minusSeconds(2));
    kit.faults().on(Shop.of(Provision.class)).times(1).take(Duration.ofSeconds(60));
    Running deployment = kit.slots().slots().deploy(SHOP, CANARY, Content.of("v3"));
    kit.time().advance(Duration.ofSeconds(30));
    assertThat(settlings()).isEmpty();

    assertThat(deployment.await()).isInstanceOf(Outcome.Completed.class);
    kit.time().runUntil(() -> kit.slots().operations().current(SHOP).isEmpty());

    assertThat(settlings())
        .singleElement()
        .satisfies(
            it -> assertThat(it.startedAt()).isEqualTo(deployment.await().report().endedAt()));
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S5.2 a preview that is completed again after it was settled is the same operation")
  void complete_again_afterSettling() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .limits(Limits.builder().keepWarm(KEPT).build())
            .build();
    Running preview = kit.slots().swaps().prepare(request);
    assertThat(preview.awaitPause()).isTrue();
    kit.slots().swaps().complete(SHOP, STAGING);
    assertThat(preview.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(staging().keptWarmUntil()).isPresent();
    kit.time().advance(KEPT.plusMinutes(1));
    assertThat(settlings()).hasSize(1);

    assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(preview.id());
  }

  // ---- what goes wrong

  @Test
  @DisplayName("S9.3 a store that is away when the time is over: settled when it is back")
  void store_awayWhenTheTimeIsOver_settlesLater() {
    swapKeepingWarm();
    kit.time().advance(KEPT.minusSeconds(1));
    kit.storeFaults().goDown();
    kit.time().advance(Duration.ofHours(2));
    assertThat(restarted()).isEqualTo(promoted);

    kit.storeFaults().comeUp();
    kit.time().advance(Duration.ofMinutes(2));

    assertThat(settlings()).hasSize(1);
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S4.6 S4.9 an instance that does not come back is told, can be repaired, no more")
  void settling_fails_isToldOnce() {
    swapKeepingWarm();
    kit.faults().on(Shop.of(Restart.class, old.get(0))).failBefore("disk full");
    kit.time().advance(KEPT.plusMinutes(1));
    kit.faults().clear();

    assertThat(settlings())
        .singleElement()
        .satisfies(
            it ->
                assertThat(Outcome.of(it))
                    .isInstanceOfSatisfying(
                        Outcome.CompletedSourceDegraded.class,
                        degraded -> {
                          assertThat(degraded.degraded()).containsExactly(old.get(0));
                          assertThat(degraded.reason()).contains("disk full");
                        }));
    assertThat(kit.router().instancesOf(SHOP, STAGING)).containsExactly(old.get(1));
    kit.forgetCalls();
    kit.time().advance(Duration.ofDays(1));
    assertThat(kit.calls()).as("it is not tried again").isEmpty();
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertRunsAsStaging(old);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(promoted);
  }

  @Test
  @DisplayName(
      "S4.6 S4.9 a router that does not withdraw the route: nobody is restarted, all is told")
  void settling_routerAway_isTold() {
    swapKeepingWarm();
    kit.faults().on(Shop.of(PublishRoutes.class)).failBefore("connection lost");
    kit.forgetCalls();
    kit.time().advance(KEPT.plusMinutes(5));
    kit.faults().clear();

    assertThat(settlings())
        .singleElement()
        .satisfies(it -> assertThat(it.degraded()).containsExactlyInAnyOrderElementsOf(old));
    assertThat(restarted()).isEmpty();
    assertThat(shop.calls(CountInFlight.class)).isEmpty();
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S9.3 an engine that dies in the time: the next one settles when it is over")
  void engine_diesInTheTime_theNextSettles() {
    swapKeepingWarm();
    Instant until = staging().keptWarmUntil().orElseThrow();
    kit.time().advance(Duration.ofMinutes(3));
    kit.crashAndRestartEngine();
    kit.time().advance(Duration.ofMinutes(3));
    assertThat(settlings()).isEmpty();
    kit.crashAndRestartEngine();

    kit.time().advance(KEPT);

    assertThat(settlings())
        .singleElement()
        .satisfies(it -> assertThat(it.startedAt()).isEqualTo(until));
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S9.3 a time that passed while no engine lived is made up for at once")
  void noEngine_whenTheTimeIsOver_theNextSettles() {
    swapKeepingWarm();
    kit.slots().close();
    kit.time().advance(KEPT.multipliedBy(5));
    assertThat(restarted()).isEqualTo(promoted);
    Instant now = kit.time().now();

    kit.anotherEngine();
    kit.time().runUntil(() -> !settlings().isEmpty());

    assertThat(settlings().get(0).startedAt()).isEqualTo(now);
    assertRunsAsStaging(old);
  }

  @Test
  @DisplayName("S9.4 two engines on one store settle once")
  void twoEngines_settleOnce() {
    swapKeepingWarm();
    kit.anotherEngine();
    kit.forgetCalls();

    kit.time().advance(KEPT.plusMinutes(1));

    assertThat(settlings()).hasSize(1);
    assertThat(restarted()).isEqualTo(old);
    assertRunsAsStaging(old);
  }
}
