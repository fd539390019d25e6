package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingsChange;
import io.slots.settings.SettingsPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of slots: deleted, moved alone, swapped automatically, changed since a swap. */
class LifeOfSlotsTest {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName CANARY = SlotName.of("canary");
  private static final LimitationPolicy LIMITS = LimitationPolicy.standard();
  private static final Plan LINUX =
      Plan.builder().tier(PlanTier.PREMIUM).os(OperatingSystem.LINUX).build();

  private static final App SHOP =
      App.of(AppName.of("shop"), Plan.premium(2))
          .withNewSlot(Slot.named(STAGING), LIMITS)
          .withNewSlot(Slot.named(CANARY), LIMITS);

  // ---- S1.6

  @Test
  @DisplayName("S1.6 a slot is deleted, by any spelling of its name, and the others stay")
  void withoutSlot_removesIt() {
    App left = SHOP.withoutSlot(SlotName.of("STAGING"));

    assertThat(left.slots()).containsOnlyKeys(SlotName.PRODUCTION, CANARY);
    assertThat(left.withNewSlot(Slot.named(STAGING), LIMITS)).isEqualTo(SHOP);
  }

  @Test
  @DisplayName("S1.1 S1.6 production is not deleted alone, nor what is not there")
  void withoutSlot_productionOrUnknown_isRefused() {
    assertThat(refusal(1, 1, () -> SHOP.withoutSlot(SlotName.PRODUCTION)).accepted())
        .isEqualTo("delete the app");
    refusal(4, 8, () -> SHOP.withoutSlot(SlotName.of("qa")));
  }

  @Test
  @DisplayName(
      "S1.6 a slot with a share of production's requests stays; a rule of 0 % goes with it")
  void withoutSlot_withAShare_isRefused() {
    App tenth =
        SHOP.withTraffic(List.of(TrafficShare.of(STAGING, 0.1), TrafficShare.of(CANARY, 5)));
    App none = SHOP.withTraffic(List.of(TrafficShare.of(STAGING, 0), TrafficShare.of(CANARY, 5)));

    assertThat(refusal(1, 6, () -> tenth.withoutSlot(STAGING)).problem())
        .isEqualTo("slot \"staging\" gets a share of production's requests: staging 0.1 %");
    assertThat(none.withoutSlot(STAGING).traffic()).containsExactly(TrafficShare.of(CANARY, 5));
  }

  @Test
  @DisplayName("S1.6 a slot into which another is swapped automatically stays; the other may go")
  void withoutSlot_targetOfAutoSwap_isRefused() {
    App app = SHOP.withAutoSwap(CANARY, Optional.of(STAGING), LIMITS);

    assertThat(refusal(1, 6, () -> app.withoutSlot(STAGING)).problem())
        .isEqualTo("slot \"canary\" is swapped automatically into \"staging\"");
    assertThat(app.withoutSlot(CANARY).withoutSlot(STAGING).slots()).hasSize(1);
  }

  // ---- S2.3, S2.5

  @Test
  @DisplayName("S2.5 a slot is moved alone and back; the number of workers stays the app's")
  void withOwnPlan_movesTheSlotAndBack() {
    App moved = SHOP.withOwnPlan(STAGING, Optional.of(Plan.standard(7)), LIMITS);

    assertThat(moved.planOf(STAGING)).isEqualTo(Plan.standard(7));
    assertThat(moved.planOf(SlotName.PRODUCTION)).isEqualTo(Plan.premium(2));
    assertThat(moved.workers()).isEqualTo(2);
    assertThat(moved.withOwnPlan(STAGING, Optional.empty(), LIMITS)).isEqualTo(SHOP);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSUMPTION", "FLEX_CONSUMPTION"})
  @DisplayName("S2.5 not on Consumption or Flex, on either side, nor production at all")
  void withOwnPlan_refused(PlanTier tier) {
    App there = SHOP.toBuilder().plan(Plan.of(tier, 1)).build();

    assertThat(
            refusal(2, 5, () -> SHOP.withOwnPlan(STAGING, Optional.of(Plan.of(tier, 1)), LIMITS))
                .problem())
        .contains(tier.toString());
    assertThat(
            refusal(2, 5, () -> there.withOwnPlan(STAGING, Optional.of(Plan.premium(1)), LIMITS))
                .problem())
        .contains(tier.toString());
    refusal(
        2, 5, () -> SHOP.withOwnPlan(SlotName.PRODUCTION, Optional.of(Plan.premium(1)), LIMITS));
    refusal(4, 8, () -> SHOP.withOwnPlan(SlotName.of("qa"), Optional.of(Plan.premium(1)), LIMITS));
  }

  @ParameterizedTest
  @EnumSource(names = {"CONSUMPTION", "FLEX_CONSUMPTION"})
  @DisplayName("S2.5 an app does not go to such a plan while a slot is moved alone")
  void withPlan_whileASlotIsMovedAlone_isRefused(PlanTier tier) {
    App moved =
        App.of(AppName.of("shop"), Plan.premium(1))
            .withNewSlot(Slot.named(STAGING), LIMITS)
            .withOwnPlan(STAGING, Optional.of(Plan.standard(1)), LimitationPolicy.standard());
    LimitationPolicy manySlots = new ManySlots();

    assertThat(refusal(2, 5, () -> moved.withPlan(Plan.of(tier, 1), manySlots)).problem())
        .contains("staging")
        .contains(tier.toString());
    assertThat(moved.withPlan(Plan.of(PlanTier.ISOLATED, 1), manySlots).planOf(STAGING))
        .isEqualTo(Plan.standard(1));
  }

  // ---- S6.1

  @Test
  @DisplayName("S6.1 a slot that swaps automatically does not come to a Linux plan, in no way")
  void autoSwap_onLinux_isRefused() {
    App app = SHOP.withAutoSwap(STAGING, Optional.of(SlotName.PRODUCTION), LIMITS);
    App onLinux = SHOP.toBuilder().plan(LINUX).build();
    App awayFromLinux =
        onLinux
            .withOwnPlan(STAGING, Optional.of(Plan.premium(1)), LIMITS)
            .withAutoSwap(STAGING, Optional.of(SlotName.PRODUCTION), LIMITS);

    refusal(6, 1, () -> onLinux.withAutoSwap(STAGING, Optional.of(SlotName.PRODUCTION), LIMITS));
    assertThat(refusal(6, 1, () -> app.withPlan(LINUX, LIMITS)).problem()).contains("staging");
    assertThat(refusal(6, 1, () -> app.withOwnPlan(STAGING, Optional.of(LINUX), LIMITS)).problem())
        .contains("staging")
        .contains("LINUX");
    refusal(6, 1, () -> awayFromLinux.withOwnPlan(STAGING, Optional.empty(), LIMITS));
    assertThat(
            awayFromLinux
                .withAutoSwap(STAGING, Optional.empty(), LIMITS)
                .withOwnPlan(STAGING, Optional.empty(), LIMITS))
        .isEqualTo(onLinux);
  }

  @Test
  @DisplayName(
      "S6.1 neither production nor a slot into itself nor into none is swapped automatically")
  void withAutoSwap_refused() {
    refusal(6, 1, () -> SHOP.withAutoSwap(SlotName.PRODUCTION, Optional.of(STAGING), LIMITS));
    refusal(6, 1, () -> SHOP.withAutoSwap(STAGING, Optional.of(SlotName.of("Staging")), LIMITS));
    refusal(4, 8, () -> SHOP.withAutoSwap(STAGING, Optional.of(SlotName.of("qa")), LIMITS));
    refusal(4, 8, () -> SHOP.withAutoSwap(SlotName.of("qa"), Optional.of(STAGING), LIMITS));
  }

  // ---- S4.9

  private static App swapped() {
    LastSwap swap =
        LastSwap.builder()
            .operation(OperationId.of("op-1"))
            .at(Instant.EPOCH)
            .source(STAGING)
            .target(SlotName.PRODUCTION)
            .preservedVnet(true)
            .build();
    return SHOP.withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "green")))
        .withSlot(STAGING, it -> it.toBuilder().lastSwap(swap).build())
        .withSlot(SlotName.PRODUCTION, it -> it.toBuilder().lastSwap(swap).build());
  }

  private static boolean intact(App app, SlotName slot) {
    return app.slot(slot).lastSwap().orElseThrow().intact();
  }

  @Test
  @DisplayName("S4.9 a changed setting is a change since the swap, even when it is set back")
  void withSettings_changed_disturbsThatSlot() {
    App changed = swapped().withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "blue")));
    App back = changed.withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "green")));

    assertThat(intact(changed, STAGING)).isFalse();
    assertThat(intact(back, STAGING)).isFalse();
    assertThat(intact(back, SlotName.PRODUCTION)).isTrue();
    assertThat(swapped().withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "green"))))
        .as("what changes nothing")
        .isEqualTo(swapped());
  }

  @Test
  @DisplayName("S4.9 S3.1 a name that is marked or unmarked anywhere is a change of every slot")
  void withSettings_marked_disturbsEverySlot() {
    SettingKey db = SettingKey.appSetting("DB");
    App marked = swapped().withSettings(CANARY, SettingsChange.builder().addMark(db).build());
    App again = marked.withSettings(CANARY, SettingsChange.builder().addUnmark(db).build());

    for (App app : List.of(marked, again)) {
      assertThat(intact(app, STAGING)).isFalse();
      assertThat(intact(app, SlotName.PRODUCTION)).isFalse();
    }
    assertThat(swapped().withSettings(CANARY, SettingsChange.builder().addUnmark(db).build()))
        .as("what changes nothing")
        .isEqualTo(swapped());
  }

  @Test
  @DisplayName("S4.9 S3.3 so is an override that comes to count in every slot, or no more")
  void overrides_whereTheyComeToCount_disturbEverySlot() {
    Setting override = Setting.of(SettingsPolicy.OVERRIDE_PRESERVE.spelling(), "0");
    App everywhere = SHOP;
    for (SlotName slot : SHOP.slots().keySet()) {
      everywhere = everywhere.withSettings(slot, SettingsChange.set(override));
    }
    LastSwap swap = swapped().production().lastSwap().orElseThrow();
    App app = everywhere;
    for (SlotName slot : List.of(STAGING, SlotName.PRODUCTION)) {
      app = app.withSlot(slot, it -> it.toBuilder().lastSwap(swap).build());
    }

    for (App changed :
        List.of(
            app.withNewSlot(Slot.named(SlotName.of("qa")), LIMITS),
            app.withSettings(CANARY, SettingsChange.builder().addRemove(override.key()).build()))) {
      assertThat(intact(changed, STAGING)).isFalse();
      assertThat(intact(changed, SlotName.PRODUCTION)).isFalse();
    }
    App likewise =
        app.withNewSlot(SlotName.of("qa"), Cloning.of(CANARY), LIMITS).withoutSlot(CANARY);
    assertThat(intact(likewise, STAGING)).isTrue();
    assertThat(intact(likewise.withoutSlot(SlotName.of("qa")), STAGING)).isTrue();
    assertThat(intact(swapped().withoutSlot(CANARY), STAGING)).isTrue();
  }

  @Test
  @DisplayName("S4.9 S3.2 and a name that a service connector makes in a third slot")
  void serviceConnector_disturbsEverySlot() {
    Setting connected =
        Setting.builder()
            .key(SettingKey.appSetting("ORDERS"))
            .value("host")
            .madeByServiceConnector(true)
            .build();

    App changed = swapped().withSettings(CANARY, SettingsChange.set(connected));

    assertThat(intact(changed, STAGING)).isFalse();
    assertThat(intact(changed, SlotName.PRODUCTION)).isFalse();
  }

  @Test
  @DisplayName("S4.9 new content is a change since the swap, and nothing is kept warm any more")
  void withNewContent_disturbsAndReleases() {
    Deployed deployed = Deployed.of(Content.of("v9"), List.of());
    Slot kept =
        swapped().slot(STAGING).toBuilder().keptWarmUntil(Instant.EPOCH.plusSeconds(60)).build();

    Slot changed = kept.withNewContent(deployed);

    assertThat(changed.deployed()).contains(deployed);
    assertThat(changed.keptWarmUntil()).isEmpty();
    assertThat(changed.lastSwap().orElseThrow().intact()).isFalse();
    assertThat(changed.lastSwap().orElseThrow().operation()).isEqualTo(OperationId.of("op-1"));
    assertThat(Slot.named(STAGING).withNewContent(deployed).lastSwap()).isEmpty();
  }

  /** The published limits, but for the number of slots. */
  private static final class ManySlots implements LimitationPolicy {
    @Override
    public int slotLimit(Plan plan) {
      return 20;
    }

    @Override
    public boolean allowsMovingOneSlot(Plan plan) {
      return LIMITS.allowsMovingOneSlot(plan);
    }

    @Override
    public boolean allowsAutoSwap(Plan plan) {
      return LIMITS.allowsAutoSwap(plan);
    }
  }
}
