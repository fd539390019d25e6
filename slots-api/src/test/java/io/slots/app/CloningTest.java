package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.StickyNames;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CloningTest {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName CANARY = SlotName.of("canary");
  private static final LimitationPolicy LIMITS = LimitationPolicy.standard();

  /** App settings, connection strings, stack and version, bitness, web sockets, HTTP version. */
  private static final Set<SettingCategory> CLONABLE =
      EnumSet.of(
          SettingCategory.APP_SETTING,
          SettingCategory.CONNECTION_STRING,
          SettingCategory.FRAMEWORK_VERSION,
          SettingCategory.BITNESS,
          SettingCategory.WEB_SOCKETS,
          SettingCategory.HTTP_VERSION);

  private static final Setting FREE = Setting.of("COLOR", "green");
  private static final Setting MARKED = Setting.of("DB", "production-db");
  private static final Setting MARKED_STRING =
      Setting.connectionString("Orders", ConnectionType.SQL_AZURE, "Server=production");
  private static final StickyNames MARKS = StickyNames.of(MARKED.key(), MARKED_STRING.key());

  private static Setting of(SettingCategory category) {
    return category == SettingCategory.CONNECTION_STRING
        ? Setting.connectionString("name", ConnectionType.CUSTOM, "value")
        : Setting.of(category, "name", "value");
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("S1.5 exactly the named categories are cloned")
  void of_eachCategory_isClonedIfClonable(SettingCategory category) {
    Setting setting = of(category);

    Settings clone = Cloning.of(STAGING).of(Settings.of(setting, FREE), StickyNames.none());

    assertThat(clone)
        .isEqualTo(CLONABLE.contains(category) ? Settings.of(setting, FREE) : Settings.of(FREE));
  }

  @Test
  @DisplayName("S1.5 slot settings are cloned with their values unless the caller says otherwise")
  void of_slotSettings_asTheCallerSays() {
    Settings settings = Settings.of(FREE, MARKED, MARKED_STRING);

    assertThat(Cloning.of(STAGING).of(settings, MARKS)).isEqualTo(settings);
    assertThat(Cloning.withoutSlotSettings(STAGING).of(settings, MARKS))
        .isEqualTo(Settings.of(FREE));
  }

  @Test
  @DisplayName("S1.5 S3.1 a name is a slot setting however it is spelled")
  void of_markSpelledOtherwise_isNotCloned() {
    StickyNames marks = StickyNames.of(SettingKey.appSetting("db"));

    assertThat(Cloning.withoutSlotSettings(STAGING).of(Settings.of(FREE, MARKED), marks))
        .isEqualTo(Settings.of(FREE));
  }

  @Test
  @DisplayName("S1.5 content, traffic rules, plan, auto swap, last swap are never cloned")
  void withNewSlot_cloned_hasTheConfigurationAlone() {
    Slot rich =
        Slot.builder()
            .name(STAGING)
            .settings(Settings.of(FREE))
            .ownPlan(Plan.standard(1))
            .deployed(Deployed.of(Content.of("v1"), List.of(Instance.of("a", "http://a:80"))))
            .stopped(true)
            .autoSwapTarget(SlotName.PRODUCTION)
            .keptWarmUntil(Instant.EPOCH)
            .lastSwap(
                LastSwap.builder()
                    .operation(io.slots.OperationId.of("op-1"))
                    .at(Instant.EPOCH)
                    .source(STAGING)
                    .target(SlotName.PRODUCTION)
                    .preservedVnet(true)
                    .build())
            .build();
    App app =
        App.of(AppName.of("shop"), Plan.standard(1))
            .withSlot(rich)
            .withTraffic(List.of(TrafficShare.of(STAGING, 10)));

    App cloned = app.withNewSlot(CANARY, Cloning.of(STAGING), LIMITS);

    assertThat(cloned.slot(CANARY))
        .isEqualTo(Slot.builder().name(CANARY).settings(Settings.of(FREE)).build());
    assertThat(cloned.traffic()).isEqualTo(app.traffic());
    assertThat(cloned.slot(STAGING)).isEqualTo(rich);
  }

  @Test
  @DisplayName("S1.5 a clone is an independent copy: edits of either side do not reach the other")
  void withNewSlot_cloned_isIndependent() {
    App app =
        App.of(AppName.of("shop"), Plan.standard(1))
            .withNewSlot(Slot.named(STAGING), LIMITS)
            .withSettings(STAGING, SettingsChange.set(FREE))
            .withNewSlot(CANARY, Cloning.of(STAGING), LIMITS);

    App edited =
        app.withSettings(STAGING, SettingsChange.set(Setting.of("COLOR", "blue")))
            .withSettings(CANARY, SettingsChange.set(Setting.of("SIZE", "9")));

    assertThat(edited.slot(CANARY).settings())
        .isEqualTo(Settings.of(FREE, Setting.of("SIZE", "9")));
    assertThat(edited.slot(STAGING).settings()).isEqualTo(Settings.of(Setting.of("COLOR", "blue")));
  }

  @Test
  @DisplayName(
      "S1.5 an unknown slot cannot be cloned; S1.2, S2.3 a clone is a new slot like others")
  void withNewSlot_cloneRefused() {
    App app = App.of(AppName.of("shop"), Plan.standard(1)).withNewSlot(Slot.named(STAGING), LIMITS);

    assertThat(refusal(4, 8, () -> app.withNewSlot(CANARY, Cloning.of(CANARY), LIMITS)).problem())
        .isEqualTo("app shop has no slot \"canary\"");
    refusal(1, 2, () -> app.withNewSlot(STAGING, Cloning.of(SlotName.PRODUCTION), LIMITS));
    App small = app.toBuilder().plan(Plan.of(PlanTier.BASIC, 1)).build();
    refusal(2, 3, () -> small.withNewSlot(CANARY, Cloning.of(STAGING), LIMITS));
    assertThat(app.find(CANARY)).isEqualTo(Optional.empty());
  }
}
