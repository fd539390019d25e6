package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.LimitExceededException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitationPolicyTest {
  private static final LimitationPolicy STANDARD = LimitationPolicy.standard();

  private static Plan plan(PlanTier tier, OperatingSystem os) {
    return Plan.builder().tier(tier).os(os).build();
  }

  /** Returns an app with that many slots, production included. */
  private static App app(Plan plan, int slots) {
    App app = App.of(AppName.of("shop"), plan);
    for (int i = 1; i < slots; i++) {
      app = app.withNewSlot(Slot.named(SlotName.of("slot-" + i)), LimitationPolicy.none());
    }
    return app;
  }

  @ParameterizedTest
  @CsvSource({
    "FREE, WINDOWS, 1",
    "FREE, LINUX, 1",
    "SHARED, WINDOWS, 1",
    "SHARED, LINUX, 1",
    "BASIC, WINDOWS, 1",
    "BASIC, LINUX, 1",
    "STANDARD, WINDOWS, 5",
    "STANDARD, LINUX, 5",
    "PREMIUM, WINDOWS, 20",
    "PREMIUM, LINUX, 20",
    "ISOLATED, WINDOWS, 20",
    "ISOLATED, LINUX, 20",
    "CONSUMPTION, WINDOWS, 2",
    "CONSUMPTION, LINUX, 1",
    "ELASTIC_PREMIUM, WINDOWS, 3",
    "ELASTIC_PREMIUM, LINUX, 3",
    "FLEX_CONSUMPTION, WINDOWS, 1",
    "FLEX_CONSUMPTION, LINUX, 1"
  })
  @DisplayName("S2.1 a plan allows that many slots, production included, and not one more")
  void withNewSlot_upToTheLimit_isAllowedAndNoFurther(
      PlanTier tier, OperatingSystem os, int limit) {
    App full = App.of(AppName.of("shop"), plan(tier, os));
    for (int i = 1; i < limit; i++) {
      full = full.withNewSlot(Slot.named(SlotName.of("slot-" + i)), STANDARD);
    }
    App app = full;

    assertThat(STANDARD.slotLimit(plan(tier, os))).isEqualTo(limit);
    assertThat(app.slots()).hasSize(limit);
    assertThatExceptionOfType(LimitExceededException.class)
        .isThrownBy(() -> app.withNewSlot(Slot.named(SlotName.of("one-more")), STANDARD));
  }

  @Test
  @DisplayName("S2.2 the limits are one policy that an embedder can replace, or leave out")
  void withNewSlot_otherPolicy_goesByIt() {
    LimitationPolicy two =
        new LimitationPolicy() {
          @Override
          public int slotLimit(Plan plan) {
            return 2;
          }

          @Override
          public boolean allowsMovingOneSlot(Plan plan) {
            return false;
          }

          @Override
          public boolean allowsAutoSwap(Plan plan) {
            return false;
          }
        };
    Plan free = Plan.of(PlanTier.FREE, 1);

    assertThat(app(free, 1).withNewSlot(Slot.named(SlotName.of("qa")), two).slots()).hasSize(2);
    assertThat(refusal(2, 3, () -> app(free, 2).withNewSlot(Slot.named(SlotName.of("qa")), two)))
        .isNotNull();
    assertThat(app(free, 40).slots()).hasSize(40);
    assertThat(LimitationPolicy.none().slotLimit(free)).isEqualTo(Integer.MAX_VALUE);
    assertThat(
            LimitationPolicy.none()
                .allowsMovingOneSlot(plan(PlanTier.CONSUMPTION, OperatingSystem.LINUX)))
        .isTrue();
    assertThat(LimitationPolicy.none().allowsAutoSwap(plan(PlanTier.FREE, OperatingSystem.LINUX)))
        .isTrue();
  }

  @Test
  @DisplayName("S2.3 one slot too many: plan, limit, present number, and what would be accepted")
  void withNewSlot_pastTheLimit_saysPlanLimitNumberAndWhatToDo() {
    App app = app(Plan.standard(2), 5);

    var refusal = refusal(2, 3, () -> app.withNewSlot(Slot.named(SlotName.of("qa")), STANDARD));

    assertThat(refusal.problem())
        .isEqualTo("app shop has 5 slots, production included; \"qa\" would be one more");
    assertThat(refusal.accepted())
        .isEqualTo(
            "plan Standard (WINDOWS, 2 workers) allows 5; delete one of slot-1, slot-2, slot-3,"
                + " slot-4, or move the app to a plan that allows more");
    assertThat(app.slots()).hasSize(5);
  }

  @Test
  @DisplayName("S2.3 where only production is allowed there is none to delete")
  void withNewSlot_onAPlanOfOne_doesNotAskToDeleteProduction() {
    App app = app(Plan.of(PlanTier.BASIC, 1), 1);

    var refusal = refusal(2, 3, () -> app.withNewSlot(Slot.named(SlotName.of("qa")), STANDARD));

    assertThat(refusal.problem())
        .isEqualTo("app shop has 1 slot, production included; \"qa\" would be one more");
    assertThat(refusal.accepted())
        .isEqualTo(
            "plan Basic (WINDOWS, 1 worker) allows 1; move the app to a plan that allows more");
  }

  @Test
  @DisplayName(
      "S2.3 a plan that allows fewer slots than the app has: the same, and nothing changes")
  void withPlan_thatAllowsFewer_saysPlanLimitNumberAndWhatToDo() {
    App app = app(Plan.premium(1), 7);

    var refusal = refusal(2, 3, () -> app.withPlan(Plan.standard(1), STANDARD));

    assertThat(refusal.problem()).isEqualTo("app shop has 7 slots, production included");
    assertThat(refusal.accepted())
        .isEqualTo(
            "plan Standard (WINDOWS, 1 worker) allows 5; delete 2 or more of slot-1, slot-2,"
                + " slot-3, slot-4, slot-5, slot-6, or stay on Premium (WINDOWS, 1 worker)");
    assertThat(app.plan()).isEqualTo(Plan.premium(1));
  }

  @Test
  @DisplayName("S2.3 nobody is asked to stay on the very plan that does not allow it")
  void withPlan_theAppsOwn_saysWhatElseWouldDo() {
    App app = app(Plan.of(PlanTier.FREE, 1), 2);

    var refusal = refusal(2, 3, () -> app.withPlan(app.plan(), STANDARD));

    assertThat(refusal.accepted())
        .isEqualTo(
            "plan Free (WINDOWS, 1 worker) allows 1; delete 1 or more of slot-1, or take another"
                + " plan");
  }

  @Test
  @DisplayName("S2.3 a plan that allows just as many is taken")
  void withPlan_thatAllowsAsMany_isTaken() {
    App app = app(Plan.premium(1), 5);

    assertThat(app.withPlan(Plan.standard(3), STANDARD).plan()).isEqualTo(Plan.standard(3));
    assertThat(app.withPlan(Plan.standard(3), STANDARD).slots()).isEqualTo(app.slots());
  }

  @ParameterizedTest
  @CsvSource({
    "FREE, false",
    "SHARED, false",
    "BASIC, false",
    "STANDARD, false",
    "PREMIUM, false",
    "ISOLATED, false",
    "CONSUMPTION, true",
    "ELASTIC_PREMIUM, true",
    "FLEX_CONSUMPTION, true"
  })
  @DisplayName("S2.4 the number of workers follows the app on the Functions plans only")
  void scalesByItself_byTier(PlanTier tier, boolean expected) {
    assertThat(tier.scalesByItself()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "FREE, true",
    "SHARED, true",
    "BASIC, true",
    "STANDARD, true",
    "PREMIUM, true",
    "ISOLATED, true",
    "CONSUMPTION, false",
    "ELASTIC_PREMIUM, true",
    "FLEX_CONSUMPTION, false"
  })
  @DisplayName("S2.5 a slot may be moved alone, but not on Consumption")
  void allowsMovingOneSlot_byTier(PlanTier tier, boolean expected) {
    assertThat(STANDARD.allowsMovingOneSlot(Plan.of(tier, 1))).isEqualTo(expected);
  }

  @Test
  @DisplayName("S6.1 auto swap is refused on Linux plans")
  void allowsAutoSwap_byOperatingSystem() {
    assertThat(STANDARD.allowsAutoSwap(plan(PlanTier.PREMIUM, OperatingSystem.WINDOWS))).isTrue();
    assertThat(STANDARD.allowsAutoSwap(plan(PlanTier.PREMIUM, OperatingSystem.LINUX))).isFalse();
  }
}
