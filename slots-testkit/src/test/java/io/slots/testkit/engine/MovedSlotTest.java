package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.NotFoundException;
import io.slots.Refusal;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S2.5: a slot is moved alone to another App Service plan. */
class MovedSlotTest {
  private static final Plan ISOLATED = Plan.of(PlanTier.ISOLATED, 9);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);

  private App move(SlotName slot, Plan plan) {
    return kit.slots().slots().move(SHOP, slot, Optional.of(plan));
  }

  private App moveBack(SlotName slot) {
    return kit.slots().slots().move(SHOP, slot, Optional.empty());
  }

  @Test
  @DisplayName("S2.5 S2.4 it is on its own plan, and keeps production's number of instances")
  void move_keepsTheNumberOfInstances() {
    App before = shop.app();

    App moved = move(STAGING, ISOLATED);

    assertThat(moved.planOf(STAGING)).isEqualTo(ISOLATED);
    assertThat(moved.planOf(PRODUCTION)).isEqualTo(Plan.premium(2));
    assertThat(kit.calls()).as("nobody is touched").isEmpty();
    assertThat(kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.ids(STAGING)).hasSize(2);
    assertThat(kit.slots().apps().scale(SHOP, 3).await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.ids(STAGING)).as("it follows production").hasSize(3);
    assertThat(shop.app().planOf(STAGING)).isEqualTo(ISOLATED);
    assertThat(moveBack(STAGING).planOf(STAGING)).isEqualTo(Plan.premium(3));
    assertThat(shop.app().slot(STAGING).settings()).isEqualTo(before.slot(STAGING).settings());
  }

  @Test
  @DisplayName("S2.5 S4.8 swapped with a slot on a plan of another tier it is not; back, it is")
  void swap_otherTier_isRefused() {
    Running swap = shop.begin();
    swap.await();
    move(STAGING, ISOLATED);

    for (SwapRequest request :
        java.util.List.of(
            SwapRequest.of(SHOP, STAGING), SwapRequest.of(SHOP, PRODUCTION, STAGING))) {
      Refusal refusal = Untouched.refused(kit, 4, 8, () -> kit.slots().swaps().swap(request));
      assertThat(refusal.problem())
          .contains("\"staging\"")
          .contains(ISOLATED.describe())
          .contains(Plan.premium(2).describe());
      assertThat(refusal.accepted()).isEqualTo("both on plans of the same tier");
      Untouched.refused(kit, 4, 8, () -> kit.slots().swaps().prepare(request));
    }
    Untouched.refused(kit, 4, 8, () -> kit.slots().swaps().rollback(SHOP, swap.id()));

    moveBack(STAGING);
    assertThat(kit.slots().swaps().rollback(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName(
      "S2.5 of the same tier it may be, whatever else the plans are; plans stay with slots")
  void swap_sameTier_isAllowed() {
    Plan linux = Plan.builder().from(Plan.premium(7)).os(OperatingSystem.LINUX).build();
    move(STAGING, linux);

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().planOf(STAGING)).isEqualTo(linux);
    assertThat(shop.app().planOf(PRODUCTION)).isEqualTo(Plan.premium(2));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSUMPTION", "FLEX_CONSUMPTION"})
  @DisplayName(
      "S2.5 not to Consumption or Flex, nor from there, nor production, nor what is not there")
  void move_refused(PlanTier tier) {
    SlotsTestKit unlimited = SlotsTestKit.create();
    Refusal there = Untouched.refused(kit, 2, 5, () -> move(STAGING, Plan.of(tier, 1)));
    assertThat(there.problem()).contains(tier.toString());
    assertThat(there.accepted()).contains("App Service plan");
    Untouched.refused(kit, 2, 5, () -> move(PRODUCTION, ISOLATED));
    Untouched.refused(kit, NotFoundException.class, () -> move(SlotName.of("qa"), ISOLATED));
    Untouched.refused(kit, NotFoundException.class, () -> moveBack(SlotName.of("qa")));

    unlimited.slots().apps().create(App.of(SHOP, Plan.of(PlanTier.CONSUMPTION, 1)));
    unlimited.slots().slots().create(SHOP, STAGING);
    assertThat(
            Untouched.refused(
                    unlimited,
                    2,
                    5,
                    () -> unlimited.slots().slots().move(SHOP, STAGING, Optional.of(ISOLATED)))
                .problem())
        .contains("Consumption");
  }

  @Test
  @DisplayName("S2.5 the app does not move to Consumption while a slot has a plan of its own")
  void changePlan_whileASlotIsMoved_isRefused() {
    move(STAGING, ISOLATED);

    assertThat(
            Untouched.refused(
                    kit,
                    2,
                    5,
                    () -> kit.slots().apps().changePlan(SHOP, Plan.of(PlanTier.CONSUMPTION, 2)))
                .accepted())
        .contains("move it back first");
    assertThat(kit.slots().apps().changePlan(SHOP, Plan.standard(2)).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.app().planOf(STAGING)).isEqualTo(ISOLATED);
  }

  @Test
  @DisplayName(
      "S6.1 a slot that swaps automatically does not come to a Linux plan, nor back to one")
  void move_ofASlotThatSwapsAutomatically() {
    Plan linux = Plan.builder().from(Plan.premium(2)).os(OperatingSystem.LINUX).build();
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    Untouched.refused(kit, 6, 1, () -> move(STAGING, linux));

    move(STAGING, Plan.premium(5));
    assertThat(kit.slots().apps().changePlan(SHOP, linux).await())
        .as("it is not on the app's plan")
        .isInstanceOf(Outcome.Completed.class);
    Untouched.refused(kit, 6, 1, () -> moveBack(STAGING));
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    assertThat(moveBack(STAGING).planOf(STAGING)).isEqualTo(linux);
    Untouched.refused(kit, 6, 1, () -> kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION));
  }

  @Test
  @DisplayName("S1.7 not while a swap runs on it")
  void move_duringASwap_isAConflict() {
    Running swap = shop.begin();
    kit.time().settle();
    Operation running = kit.slots().operations().current(SHOP).orElseThrow();

    Untouched.conflict(kit, running, () -> move(STAGING, ISOLATED));
    Untouched.conflict(kit, running, () -> moveBack(STAGING));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }
}
