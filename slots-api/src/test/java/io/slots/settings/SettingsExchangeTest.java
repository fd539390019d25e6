package io.slots.settings;

import static io.slots.settings.SettingsPolicyTest.setting;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3.4, row by row, on examples that can be checked by eye. */
class SettingsExchangeTest {
  private static final StickyNames MARKED =
      StickyNames.of(
          SettingKey.appSetting("stick"),
          SettingKey.appSetting("onlySource"),
          SettingKey.appSetting("onlyTarget"));

  private static final Settings SOURCE =
      Settings.of(
          Setting.of("free", "s"),
          Setting.of("comes", "s"),
          Setting.of("stick", "s"),
          Setting.of("onlySource", "s"),
          setting(SettingCategory.CORS, "origins", "s"));
  private static final Settings TARGET =
      Settings.of(
          Setting.of("FREE", "t"),
          Setting.of("leaves", "t"),
          Setting.of("Stick", "t"),
          Setting.of("onlyTarget", "t"),
          setting(SettingCategory.CORS, "origins", "t"));

  private static Stickiness stickiness(StickyNames marked, Settings... slots) {
    return SettingsPolicy.functions2019().stickiness(marked, List.of(slots), true);
  }

  private static SettingsExchange exchange(StickyNames marked, Settings source, Settings target) {
    return SettingsExchange.of(stickiness(marked, source, target), source, target);
  }

  private final SettingsExchange exchange = exchange(MARKED, SOURCE, TARGET);

  @Test
  @DisplayName("S3.4 before: free(S) ∪ sticky(S), free(T) ∪ sticky(T)")
  void of_before_isAllThatInstancesSee() {
    assertThat(exchange.sourceEffectiveBefore())
        .isEqualTo(
            Settings.of(
                Setting.of("free", "s"),
                Setting.of("comes", "s"),
                Setting.of("stick", "s"),
                Setting.of("onlySource", "s")));
    assertThat(exchange.targetEffectiveBefore())
        .isEqualTo(
            Settings.of(
                Setting.of("free", "t"),
                Setting.of("leaves", "t"),
                Setting.of("stick", "t"),
                Setting.of("onlyTarget", "t")));
  }

  @Test
  @DisplayName(
      "S3.4 from step 1 to the switch, and in a preview: free(S) ∪ sticky(T) in the source")
  void of_during_isFreeOfSourceAndStickyOfTarget() {
    assertThat(exchange.sourceEffectiveDuring())
        .isEqualTo(
            Settings.of(
                Setting.of("free", "s"),
                Setting.of("comes", "s"),
                Setting.of("stick", "t"),
                Setting.of("onlyTarget", "t")));
  }

  @Test
  @DisplayName(
      "S3.4 after the switch: free(T) ∪ sticky(S) in the source, free(S) ∪ sticky(T) in the target")
  void of_after_hasExchangedWhatIsFree() {
    assertThat(exchange.sourceEffectiveAfter())
        .isEqualTo(
            Settings.of(
                Setting.of("free", "t"),
                Setting.of("leaves", "t"),
                Setting.of("stick", "s"),
                Setting.of("onlySource", "s")));
    assertThat(exchange.sourceAfter())
        .isEqualTo(
            exchange
                .sourceEffectiveAfter()
                .with(Settings.of(setting(SettingCategory.CORS, "origins", "s"))));
    assertThat(exchange.targetAfter())
        .isEqualTo(
            exchange
                .sourceEffectiveDuring()
                .with(Settings.of(setting(SettingCategory.CORS, "origins", "t"))));
  }

  @Test
  @DisplayName("S3.4 a free setting only the target has leaves it")
  void of_freeOnlyInTarget_leavesIt() {
    SettingKey leaves = SettingKey.appSetting("leaves");

    assertThat(exchange.targetAfter().has(leaves)).isFalse();
    assertThat(exchange.sourceAfter().has(leaves)).isTrue();
  }

  @Test
  @DisplayName(
      "S3.4 a sticky name only the source has: absent during, never in the target, back after")
  void of_stickyOnlyInSource_isAwayAndBack() {
    SettingKey onlySource = SettingKey.appSetting("onlySource");

    assertThat(exchange.sourceEffectiveDuring().has(onlySource)).isFalse();
    assertThat(exchange.targetAfter().has(onlySource)).isFalse();
    assertThat(exchange.sourceAfter().appSetting("onlySource")).contains("s");
  }

  @Test
  @DisplayName(
      "S3.5 continuous-deployment and authentication settings are applied in step 1 and stay")
  void of_deploymentAndAuthentication_areAppliedAndStay() {
    Settings source =
        Settings.of(
            setting(SettingCategory.CONTINUOUS_DEPLOYMENT, "repo", "s"),
            setting(SettingCategory.AUTHENTICATION, "provider", "s"));
    Settings target =
        Settings.of(
            setting(SettingCategory.CONTINUOUS_DEPLOYMENT, "repo", "t"),
            setting(SettingCategory.AUTHENTICATION, "provider", "t"));

    SettingsExchange exchange = exchange(StickyNames.none(), source, target);

    assertThat(exchange.sourceEffectiveDuring()).isEqualTo(target);
    assertThat(exchange.targetAfter()).isEqualTo(target);
    assertThat(exchange.sourceAfter()).isEqualTo(source);
    assertThat(exchange.changesSource()).isTrue();
  }

  @Test
  @DisplayName("S4.1 a restart is caused only where the effective settings change")
  void restarts_onlyWhereEffectiveSettingsChange() {
    assertThat(exchange.changesSource()).isTrue();
    assertThat(exchange.changesFormerTarget()).isTrue();

    Settings free = Settings.of(Setting.of("free", "s"), setting(SettingCategory.CORS, "o", "s"));
    Settings other = Settings.of(Setting.of("free", "t"), setting(SettingCategory.CORS, "o", "t"));
    SettingsExchange nothingSticky = exchange(MARKED, free, other);
    assertThat(nothingSticky.changesSource()).isFalse();
    assertThat(nothingSticky.changesFormerTarget()).isFalse();

    Settings same = Settings.of(Setting.of("stick", "1"), Setting.of("free", "s"));
    Settings too = Settings.of(Setting.of("STICK", "1"), Setting.of("free", "t"));
    assertThat(exchange(MARKED, same, too).changesSource()).isFalse();
    assertThat(exchange(MARKED, same, too).changesFormerTarget()).isFalse();

    Settings without = Settings.of(Setting.of("free", "t"));
    assertThat(exchange(MARKED, same, without).changesSource()).isTrue();
    assertThat(exchange(MARKED, same, without).changesFormerTarget()).isTrue();
  }

  @Test
  @DisplayName("S3.4 what instances see is all but what stays with the slot alone")
  void effective_leavesOutWhatIsResident() {
    assertThat(SettingsExchange.effective(stickiness(MARKED, SOURCE, TARGET), SOURCE))
        .isEqualTo(exchange.sourceEffectiveBefore());
  }

  @Test
  @DisplayName("S3.4 a name that a connector made in one slot only: no value is lost")
  void of_connectorNameInOneSlot_losesNoValue() {
    Settings source = Settings.of(Setting.of("DB", "by hand"));
    Settings target =
        Settings.of(
            Setting.builder()
                .from(Setting.of("DB", "by connector"))
                .madeByServiceConnector(true)
                .build());
    Stickiness stickiness =
        SettingsPolicy.appService2025()
            .stickiness(StickyNames.none(), List.of(source, target), true);

    SettingsExchange exchange = SettingsExchange.of(stickiness, source, target);

    assertThat(exchange.sourceAfter()).isEqualTo(source);
    assertThat(exchange.targetAfter()).isEqualTo(target);
  }
}
