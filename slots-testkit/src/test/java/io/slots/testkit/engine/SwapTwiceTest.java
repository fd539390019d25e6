package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.effect.ResetKeys;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S4.9 rollback, S4.10 keys, S5.3 cancellation, S8 history and request ids. */
class SwapTwiceTest {
  private SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void setUp() {
    kit = SlotsTestKit.create();
    kit.stagingAndProduction(2);
    kit.slots()
        .slots()
        .configure(
            SHOP,
            PRODUCTION,
            SettingsChange.builder()
                .addSet(Setting.of("DB", "production-db"), Setting.of("ONLY_HERE", "free"))
                .addMark(Setting.of("DB", "").key())
                .build());
    kit.slots()
        .slots()
        .configure(SHOP, STAGING, SettingsChange.set(Setting.of("DB", "staging-db")));
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    kit.forgetCalls();
  }

  @Test
  @DisplayName("S4.9 rollback is the same swap again: settings, content and routes as they were")
  void swap_twice_isIdentity() {
    App before = kit.slots().apps().get(SHOP);

    assertThat(swap()).isInstanceOf(Outcome.Completed.class);
    assertThat(swap()).isInstanceOf(Outcome.Completed.class);

    App after = kit.slots().apps().get(SHOP);
    assertThat(withoutLastSwap(after)).isEqualTo(before);
    for (SlotName slot : after.slots().keySet()) {
      assertThat(kit.router().instancesOf(SHOP, slot)).isEqualTo(ids(before, slot));
      for (InstanceId id : ids(before, slot)) {
        assertThat(kit.platform().running(id).orElseThrow().settings())
            .isEqualTo(before.slot(slot).settings());
      }
    }
  }

  @Test
  @DisplayName("S4.10 keys that live in the content are reset for both slots, after the switch")
  void keys_inFiles_areReset() {
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STAGING,
            SettingsChange.set(Setting.of("AzureWebJobsSecretStorageType", "files")));

    Outcome outcome = swap();

    assertThat(outcome.report().steps()).anyMatch(it -> it.step() == StepName.RESET_KEYS);
    assertThat(resets()).containsExactlyInAnyOrder(PRODUCTION, STAGING);
  }

  @Test
  @DisplayName("S4.10 keys that belong to the slot stay")
  void keys_elsewhere_stay() {
    kit.slots()
        .slots()
        .configure(
            SHOP, STAGING, SettingsChange.set(Setting.of("AzureWebJobsSecretStorageType", "blob")));

    swap();

    assertThat(resets()).isEmpty();
  }

  @Test
  @DisplayName("S4.10 keys that cannot be reset are told; the swap is done")
  void keys_failing_areTold() {
    kit.slots()
        .slots()
        .configure(
            SHOP,
            STAGING,
            SettingsChange.set(Setting.of("AzureWebJobsSecretStorageType", "files")));
    kit.faults().on(ResetKeys.class::isInstance).failBefore("read-only share");

    assertThat(swap())
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it ->
                assertThat(it.reason())
                    .contains("the function keys of production could not be reset")
                    .contains("read-only share"));
    assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(2);
  }

  @TestFactory
  @DisplayName("S5.3 cancelWorksInEveryPhase: until the switch a swap can be cancelled")
  Stream<DynamicTest> cancel_inEveryStep() {
    Set<StepName> inTime =
        EnumSet.of(StepName.APPLY_SETTINGS, StepName.AWAIT_INSTANCES, StepName.WARM_UP);
    return Stream.of(
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE)
        .map(
            step ->
                DynamicTest.dynamicTest(
                    step.toString(),
                    () -> {
                      setUp();
                      App before = kit.slots().apps().get(SHOP);
                      Running swap = begin();
                      kit.time().runUntil(isAt(step));

                      Cancellation cancelled = kit.slots().operations().cancel(SHOP, swap.id());

                      assertThat(cancelled)
                          .isInstanceOf(
                              inTime.contains(step)
                                  ? Cancellation.Reverting.class
                                  : Cancellation.TooLate.class);
                      Outcome outcome = swap.await();
                      if (inTime.contains(step)) {
                        assertThat(outcome)
                            .isInstanceOfSatisfying(
                                Outcome.Reverted.class,
                                it -> assertThat(it.reason()).contains("cancelled"));
                        assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
                      } else {
                        assertThat(outcome).isInstanceOf(Outcome.Completed.class);
                      }
                    }));
  }

  @Test
  @DisplayName("S5.3 an operation that nobody drives cannot be cancelled")
  void cancel_unknown_isNothingToCancel() {
    assertThat(kit.slots().operations().cancel(SHOP, OperationId.of("nobody-s")))
        .isInstanceOf(Cancellation.NothingToCancel.class);
  }

  @Test
  @DisplayName("S8.3 swapTwiceWithSameRequestIdIsOneSwap")
  void requestId_again_returnsTheSameOperation() {
    SwapRequest request =
        SwapRequest.builder()
            .app(SHOP)
            .source(STAGING)
            .requestId(RequestId.of("release 42"))
            .build();
    Running first = kit.slots().swaps().swap(request);
    Running meanwhile = kit.slots().swaps().swap(request);
    Outcome outcome = first.await();
    Running afterwards = kit.slots().swaps().swap(request);

    assertThat(meanwhile.id()).isEqualTo(first.id());
    assertThat(afterwards.id()).isEqualTo(first.id());
    assertThat(afterwards.await()).isEqualTo(outcome);
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S8.1 history tells the ended operations, newest first")
  void history_isNewestFirst() {
    swap();
    kit.faults().on(io.slots.effect.Restart.class::isInstance).times(1).failBefore("out of memory");
    swap();

    List<EndedOperation> swaps = swaps();
    assertThat(swaps)
        .extracting(EndedOperation::ending)
        .containsExactly(Ending.REVERTED, Ending.COMPLETED);
    assertThat(swaps.get(0).slots()).containsExactly(STAGING, PRODUCTION);
    assertThat(swaps.get(0).endedAt()).isAfter(swaps.get(1).endedAt());
  }

  private Running begin() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  private Outcome swap() {
    return begin().await();
  }

  private List<EndedOperation> swaps() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .toList();
  }

  private List<SlotName> resets() {
    return kit.calls().stream()
        .map(RecordedCall::effect)
        .filter(ResetKeys.class::isInstance)
        .map(it -> ((ResetKeys) it).slot())
        .toList();
  }

  private BooleanSupplier isAt(StepName step) {
    return () ->
        kit.slots()
            .operations()
            .current(SHOP)
            .filter(it -> it.position().step() == step)
            .isPresent();
  }

  private static App withoutLastSwap(App app) {
    App cleared = app;
    for (SlotName slot : app.slots().keySet()) {
      cleared =
          cleared.withSlot(slot, it -> it.toBuilder().lastSwap(Optional.<LastSwap>empty()).build());
    }
    return cleared;
  }

  private static List<InstanceId> ids(App app, SlotName slot) {
    return app.slot(slot).deployed().orElseThrow().instances().stream().map(Instance::id).toList();
  }
}
