package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.ConflictException;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1.7, S1.8: what waits for what. */
class OneAtATimeTest {
  private static final SlotName CANARY = SlotName.of("canary");
  private static final SlotName QA = SlotName.of("qa");

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Slots slots = kit.slots();

  @BeforeEach
  void deploy() {
    kit.stagingAndProduction(1);
    for (SlotName slot : List.of(CANARY, QA)) {
      slots.slots().create(SHOP, slot);
      slots.slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
  }

  @Test
  @DisplayName("S1.7 while a deployment runs, no other operation of the app starts, on any slot")
  void operations_whileADeploymentRuns_areRefused() {
    Running deployment = slots.slots().deploy(SHOP, CANARY, Content.of("v3"));
    kit.time().settle();
    kit.forgetCalls();

    for (ThrowingCallable other :
        List.<ThrowingCallable>of(
            () -> slots.slots().deploy(SHOP, QA, Content.of("v4")),
            () -> slots.swaps().swap(SwapRequest.of(SHOP, STAGING)),
            () -> slots.slots().stop(SHOP, QA),
            () -> slots.slots().create(SHOP, SlotName.of("dev")),
            () -> slots.slots().route(SHOP, List.of(TrafficShare.of(QA, 10))),
            () -> slots.apps().changePlan(SHOP, Plan.premium(2)))) {
      AppRecord before = record();
      assertThatThrownBy(other)
          .isInstanceOfSatisfying(
              ConflictException.class,
              conflict -> assertThat(conflict.operation().id()).isEqualTo(deployment.id()))
          .hasMessageContaining("\"deploy v3 to canary\" (" + deployment.id() + ") of engine-1")
          .hasMessageContaining("is at \"provision instances\"");
      assertThat(record()).isEqualTo(before);
    }
    assertThat(kit.calls()).isEmpty();
    assertThat(deployment.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.7 operations of different apps do not wait for each other")
  void operations_ofTwoApps_runAtOnce() {
    AppName cafe = AppName.of("cafe");
    slots.apps().create(App.of(cafe, Plan.premium(1)));
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().settle();

    Running deployment = slots.slots().deploy(cafe, PRODUCTION, Content.of("c1"));

    assertThat(slots.operations().current(SHOP)).isPresent();
    assertThat(deployment.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.8 while a swap runs no other swap of the app starts, whichever slots it is of")
  void swap_ofOtherSlotsWhileOneRuns_isRefused() {
    Running swap = slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().settle();
    AppRecord before = record();

    assertThatThrownBy(() -> slots.swaps().swap(SwapRequest.of(SHOP, CANARY, QA)))
        .isInstanceOfSatisfying(
            ConflictException.class,
            conflict -> assertThat(conflict.operation().id()).isEqualTo(swap.id()));

    assertThat(record()).isEqualTo(before);
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(slots.swaps().swap(SwapRequest.of(SHOP, CANARY, QA)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  private AppRecord record() {
    return kit.time().await(kit.store().find(SHOP)).orElseThrow();
  }
}
