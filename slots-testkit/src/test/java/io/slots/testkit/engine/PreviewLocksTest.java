package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.BETA;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.SlotEditor;
import io.slots.core.SwapEngine;
import io.slots.operation.ConflictException;
import io.slots.operation.Decision;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2, S1.7, S1.8: what a pending preview locks, and what it does not. */
class PreviewLocksTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();
  private final App before = shop.app();
  private Running pending = shop.pending();

  @BeforeEach
  void forget() {
    kit.forgetCalls();
  }

  // ---- what it locks

  @TestFactory
  @DisplayName("S1.7 every change of either slot is refused, and told what may be done")
  Stream<DynamicTest> change_ofEitherSlot_isRefused() {
    List<DynamicTest> tests = new ArrayList<>();
    for (SlotName slot : List.of(STAGING, PRODUCTION)) {
      changes(slot)
          .forEach(
              (name, change) ->
                  tests.add(dynamicTest(slot + ": " + name, () -> assertConflict(change))));
    }
    return tests.stream();
  }

  private Map<String, ThrowingCallable> changes(SlotName slot) {
    SlotEditor slots = kit.slots().slots();
    SwapEngine swaps = kit.slots().swaps();
    Map<String, ThrowingCallable> changes = new TreeMap<>();
    changes.put(
        "configure",
        () -> slots.configure(SHOP, slot, SettingsChange.set(Setting.of("NEW", "value"))));
    changes.put("deploy", () -> slots.deploy(SHOP, slot, Content.of("v3")));
    changes.put(
        "deploy on given instances",
        () ->
            slots.deploy(
                SHOP, slot, Content.of("v3"), List.of(Instance.of("mine", "http://127.0.0.1:1"))));
    changes.put("stop", () -> slots.stop(SHOP, slot));
    changes.put("start", () -> slots.start(SHOP, slot));
    changes.put("route", () -> slots.route(SHOP, List.of(TrafficShare.of(CANARY, 10))));
    changes.put("move", () -> slots.move(SHOP, slot, Optional.of(Plan.premium(2))));
    changes.put("autoSwap", () -> swaps.autoSwap(SHOP, slot, BETA));
    changes.put("noAutoSwap", () -> swaps.noAutoSwap(SHOP, slot));
    changes.put("swap with a third, as source", () -> swaps.swap(swap(slot, CANARY)));
    changes.put("swap with a third, as target", () -> swaps.swap(swap(CANARY, slot)));
    changes.put("prepare with a third, as source", () -> swaps.prepare(swap(slot, CANARY)));
    changes.put("prepare with a third, as target", () -> swaps.prepare(swap(CANARY, slot)));
    changes.put("swap both", () -> swaps.swap(SwapRequest.of(SHOP, STAGING)));
    changes.put("prepare both", () -> swaps.prepare(SwapRequest.of(SHOP, STAGING)));
    changes.put(
        "bring a version",
        () ->
            swaps.bringVersion(
                VersionRequest.builder().app(SHOP).slot(slot).version("of-canary").build()));
    changes.put("scale", () -> kit.slots().apps().scale(SHOP, 3));
    changes.put("change the plan", () -> kit.slots().apps().changePlan(SHOP, Plan.standard(2)));
    return changes;
  }

  private static SwapRequest swap(SlotName source, SlotName target) {
    return SwapRequest.of(SHOP, source, target);
  }

  private void assertConflict(ThrowingCallable change) {
    Optional<AppRecord> record = kit.time().await(kit.store().find(SHOP));
    Operation paused = shop.paused().get(0);

    assertThatThrownBy(change)
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(pending.id().value())
        .hasMessageContaining("engine-1")
        .hasMessageContaining("\"paused\", since " + paused.startedAt())
        .hasMessageEndingWith("complete or cancel it")
        .asInstanceOf(type(ConflictException.class))
        .extracting(ConflictException::operation)
        .isEqualTo(paused);

    kit.time().settle();
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);
    assertThat(kit.calls()).isEmpty();
  }

  @Test
  @DisplayName("S1.7 no share of traffic can be sent to a slot while a preview holds it")
  void route_toAHeldSlot_isRefused() {
    kit.slots().swaps().cancel(SHOP, STAGING);
    pending.await();
    pending = kit.slots().swaps().prepare(swap(CANARY, BETA));
    pending.awaitPause();
    kit.forgetCalls();

    for (SlotName slot : List.of(CANARY, BETA)) {
      assertConflict(() -> kit.slots().slots().route(SHOP, List.of(TrafficShare.of(slot, 10))));
    }
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    assertThat(shop.app().traffic()).hasSize(1);
  }

  @Test
  @DisplayName("S1.7 what was refused is done once the preview is cancelled")
  void change_afterTheCancellation_isDone() {
    kit.slots().swaps().cancel(SHOP, STAGING);
    pending.await();

    shop.set(STAGING, "NEW", "value");

    assertThat(shop.app().slot(STAGING).settings().appSetting("NEW")).contains("value");
  }

  // ---- what it does not lock

  @Test
  @DisplayName("S1.8 two further slots can be swapped meanwhile")
  void swap_ofFurtherSlots_isDone() {
    assertThat(kit.slots().swaps().swap(swap(CANARY, BETA)).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(shop.paused()).extracting(Operation::id).containsExactly(pending.id());
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v2");
    assertThat(version(BETA)).isEqualTo("of-canary");
  }

  @Test
  @DisplayName("S1.8 further slots can be configured, deployed to, stopped, made and deleted")
  void change_ofFurtherSlots_isDone() {
    shop.set(CANARY, "NEW", "value");
    kit.slots().slots().deploy(SHOP, CANARY, Content.of("v9")).await();
    kit.slots().slots().stop(SHOP, BETA);
    kit.slots().slots().create(SHOP, SlotName.of("gamma"));
    kit.slots().swaps().autoSwap(SHOP, CANARY, SlotName.of("gamma"));
    kit.slots().slots().delete(SHOP, BETA).await();

    assertThat(shop.app().slots().keySet())
        .containsExactlyInAnyOrder(PRODUCTION, STAGING, CANARY, SlotName.of("gamma"));
    assertThat(version(CANARY)).isEqualTo("v9");
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertThat(pending.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.app().slot(STAGING)).isEqualTo(before.slot(STAGING));
    assertThat(shop.app().production()).isEqualTo(before.production());
  }

  @Test
  @DisplayName("S5.2 a second preview, of two further slots, is pending beside the first")
  void prepare_ofFurtherSlots_isPendingToo() {
    Running second = kit.slots().swaps().prepare(swap(CANARY, BETA));
    assertThat(second.awaitPause()).isTrue();

    assertThat(shop.paused())
        .extracting(Operation::id)
        .containsExactlyInAnyOrder(pending.id(), second.id());
    assertThat(kit.slots().swaps().complete(SHOP, BETA).id()).isEqualTo(second.id());
    assertThat(second.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().swaps().complete(SHOP, PRODUCTION).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v2");
    assertThat(version(BETA)).isEqualTo("of-canary");
  }

  // ---- while another swap runs

  @Test
  @DisplayName("S1.8 while another swap runs, none can be completed")
  void complete_whileAnotherSwapRuns_isRefused() {
    Running other = kit.slots().swaps().swap(swap(CANARY, BETA));
    shop.until(StepName.WARM_UP);

    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(other.id().value())
        .hasMessageContaining("warm up");

    other.await();
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S5.2 while another swap runs, a cancellation is accepted, and done right after it")
  void cancel_whileAnotherSwapRuns_isDoneAfterIt() {
    Running other = kit.slots().swaps().swap(swap(CANARY, BETA));
    shop.until(StepName.WARM_UP);

    Cancellation first = kit.slots().swaps().cancel(SHOP, STAGING);
    Cancellation again = kit.slots().operations().cancel(SHOP, pending.id());

    assertThat(List.of(first, again))
        .allSatisfy(it -> assertThat(it).isInstanceOf(Cancellation.Reverting.class));
    assertThat(shop.paused().get(0).decision()).contains(Decision.CANCEL);
    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(ConflictException.class);
    assertThat(other.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.current()).map(Operation::id).contains(pending.id());
    assertCancelled();
  }

  @TestFactory
  @DisplayName("S5.2 a cancellation that was accepted meanwhile is done even if the engine dies")
  Stream<DynamicTest> cancel_whileAnotherSwapRuns_survivesACrash() {
    return Stream.of(StepName.AWAIT_INSTANCES, StepName.REPEAT_FOR_SOURCE)
        .map(
            step ->
                dynamicTest(
                    "the other is at \"" + step + "\"",
                    () -> {
                      PreviewLocksTest test = new PreviewLocksTest();
                      test.kit.slots().swaps().swap(swap(CANARY, BETA));
                      test.shop.until(step);
                      test.kit.slots().swaps().cancel(SHOP, STAGING);
                      test.kit.crashAndRestartEngine();
                      test.pending = test.kit.slots().operations().follow(SHOP, test.pending.id());
                      test.assertCancelled();
                    }));
  }

  private void assertCancelled() {
    assertThat(pending.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
    assertThat(shop.app().slot(STAGING)).isEqualTo(before.slot(STAGING));
    assertThat(shop.app().production()).isEqualTo(before.production());
    assertThat(shop.paused()).isEmpty();
    assertThat(shop.current()).isEmpty();
  }

  // ---- deletion

  @Test
  @DisplayName("S1.6 a slot that is deleted has its pending preview cancelled first")
  void delete_cancelsThePreviewFirst() {
    List<InstanceId> gone = shop.ids(STAGING);

    assertThat(kit.slots().slots().delete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(pending.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
    assertThat(history(2))
        .extracting(EndedOperation::kind)
        .containsExactly(OperationKind.DELETION, OperationKind.SWAP);
    assertThat(shop.app().find(STAGING)).isEmpty();
    assertThat(shop.app().production()).isEqualTo(before.production());
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
    assertThat(kit.platform().running().keySet()).doesNotContainAnyElementsOf(gone);
    assertThat(shop.paused()).isEmpty();
  }

  @Test
  @DisplayName("S1.6 a deletion that is refused leaves the preview pending")
  void delete_refused_leavesThePreview() {
    assertThatThrownBy(() -> kit.slots().slots().delete(SHOP, PRODUCTION))
        .hasMessageContaining("cannot be deleted alone");

    assertThat(shop.paused()).extracting(Operation::id).containsExactly(pending.id());
  }

  @Test
  @DisplayName("S1.6 while another swap runs a deletion is refused, before it cancels the preview")
  void delete_whileAnotherSwapRuns() {
    Running other = kit.slots().swaps().swap(swap(CANARY, BETA));
    shop.until(StepName.WARM_UP);

    assertThatThrownBy(() -> kit.slots().slots().delete(SHOP, STAGING))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(other.id().value());
    assertThat(shop.paused()).extracting(Operation::id).containsExactly(pending.id());

    assertThat(other.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.slots().slots().delete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(pending.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.app().find(STAGING)).isEmpty();
  }

  @Test
  @DisplayName(
      "S1.6 an app that is deleted with its slots has its pending previews cancelled first")
  void deleteApp_cancelsThePreviewsFirst() {
    Running second = kit.slots().swaps().prepare(swap(CANARY, BETA));
    second.awaitPause();

    assertThat(kit.slots().apps().deleteWithSlots(SHOP).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(List.of(pending.await(), second.await()))
        .extracting(it -> it.report().ending())
        .containsOnly(Ending.REVERTED);
    assertThat(kit.slots().apps().find(SHOP)).isEmpty();
    assertThat(kit.platform().running()).isEmpty();
  }

  private List<EndedOperation> history(int limit) {
    return kit.slots().operations().history(SHOP, limit);
  }

  private String version(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow().content().version();
  }
}
