package io.slots.settings;

import static io.slots.settings.SettingsPolicyTest.setting;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StickinessTest {
  private static final String PRESERVE = "WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS";
  private static final String EXTENSIONS = "WEBSITE_OVERRIDE_STICKY_EXTENSION_VERSIONS";

  static Stream<SettingsPolicy> policies() {
    return Stream.of(SettingsPolicy.functions2019(), SettingsPolicy.appService2025());
  }

  static Stream<Arguments> policiesAndNames() {
    return policies()
        .flatMap(
            policy ->
                Stream.of(
                        "FUNCTIONS_EXTENSION_VERSION",
                        "ApplicationInsightsAgent_extension_version",
                        "WEBSITE_HTTPLOGGING_RETENTION_DAYS",
                        "website_httplogging_retention_days",
                        "DIAGNOSTICS_AZUREBLOBRETENTIONDAYS")
                    .map(name -> Arguments.of(policy, name)));
  }

  private static Stickiness stickiness(SettingsPolicy policy, Setting... ofTheOnlySlot) {
    return policy.stickiness(StickyNames.none(), List.of(Settings.of(ofTheOnlySlot)), true);
  }

  /** Three slots that have {@code name} = each of {@code values}; "-" is a slot without it. */
  private static Stickiness withOverride(SettingsPolicy policy, String name, String values) {
    List<Settings> slots = new ArrayList<>();
    for (String value : Splitter.on('/').split(values)) {
      slots.add(value.equals("-") ? Settings.none() : Settings.of(Setting.of(name, value)));
    }
    return policy.stickiness(StickyNames.none(), slots, true);
  }

  @ParameterizedTest
  @MethodSource("policiesAndNames")
  @DisplayName("S3.3 these app settings stay although nobody marked them")
  void isSticky_defaultNames_inBothPolicies(SettingsPolicy policy, String name) {
    assertThat(stickiness(policy).isSticky(Setting.of(name, "1"))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("S3.3 it is app settings of these very names, and nothing like them")
  void isSticky_otherNames_areNot(SettingsPolicy policy) {
    Stickiness stickiness = stickiness(policy);

    for (String name :
        List.of(
            "EXTENSION_VERSION",
            "FUNCTIONS_EXTENSION_VERSIONS",
            "WEBSITE_HTTPLOGGING_RETENTION_DAYS_2",
            "XDIAGNOSTICS_AZUREBLOBRETENTIONDAYS")) {
      assertThat(stickiness.isFree(Setting.of(name, "1"))).as(name).isTrue();
    }
    assertThat(
            stickiness.isFree(
                Setting.connectionString("X_EXTENSION_VERSION", ConnectionType.CUSTOM, "1")))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "0/0/0, true",
    "false/False/FALSE, true",
    "'0/false/ 0 ', true",
    "0/0/-, false",
    "-/0/0, false",
    "0/0/1, false",
    "0/0/true, false",
    "1/1/1, false",
    "-/-/-, false"
  })
  @DisplayName("S3.3 the preserve override counts only if every slot has it as 0 or false")
  void preserveOverride_byTheValuesOfAllSlots(String values, boolean counts) {
    for (SettingsPolicy policy : policies().toList()) {
      Stickiness stickiness = withOverride(policy, PRESERVE, values);

      assertThat(stickiness.isFree(Setting.of("WEBSITE_HTTPLOGGING_RETENTION_DAYS", "1")))
          .isEqualTo(counts);
      assertThat(stickiness.isFree(Setting.of("FUNCTIONS_EXTENSION_VERSION", "1")))
          .isEqualTo(counts);
      assertThat(stickiness.isFree(setting(SettingCategory.CORS, "x", "1"))).isEqualTo(counts);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0/0/0, true",
    "0/ 0 /0, true",
    "0/0/-, false",
    "0/0/1, false",
    "false/false/false, false"
  })
  @DisplayName(
      "S3.3 the extension override counts only if every slot has it as 0, and for versions")
  void extensionOverride_byTheValuesOfAllSlots(String values, boolean counts) {
    for (SettingsPolicy policy : policies().toList()) {
      Stickiness stickiness = withOverride(policy, EXTENSIONS, values);

      assertThat(stickiness.isFree(Setting.of("functions_extension_version", "1")))
          .isEqualTo(counts);
      assertThat(stickiness.isSticky(Setting.of("WEBSITE_HTTPLOGGING_RETENTION_DAYS", "1")))
          .isTrue();
      assertThat(stickiness.isResident(setting(SettingCategory.CORS, "x", "1"))).isTrue();
    }
  }

  @Test
  @DisplayName("S3.3 without any slot no override counts")
  void overrides_withoutSlots_doNotCount() {
    Stickiness stickiness =
        SettingsPolicy.functions2019().stickiness(StickyNames.none(), List.of(), true);

    assertThat(stickiness.isSticky(Setting.of("FUNCTIONS_EXTENSION_VERSION", "1"))).isTrue();
  }

  private static final Set<SettingCategory> NEVER_MOVE =
      Set.of(
          SettingCategory.MANAGED_IDENTITY,
          SettingCategory.CUSTOM_DOMAIN,
          SettingCategory.PUBLISHING_ENDPOINT,
          SettingCategory.PRIVATE_CERTIFICATE);

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("S3.3 with the preserve override all moves, except what never does")
  void preserveOverride_inEverySlot_movesAllButWhatNeverDoes(SettingsPolicy policy) {
    Stickiness stickiness = withOverride(policy, PRESERVE, "0/0");

    for (SettingCategory category : SettingCategory.values()) {
      Setting setting = setting(category, "x", "1");
      boolean stepOne =
          category == SettingCategory.CONTINUOUS_DEPLOYMENT
              || category == SettingCategory.AUTHENTICATION;
      boolean asked =
          category == SettingCategory.VIRTUAL_NETWORK && policy.name().equals("app-service-2025");
      assertThat(stickiness.isFree(setting))
          .as(category.name())
          .isEqualTo(!NEVER_MOVE.contains(category) && !stepOne && !asked);
      assertThat(stickiness.isResident(setting))
          .as(category.name())
          .isEqualTo(NEVER_MOVE.contains(category) || asked);
    }
  }

  @ParameterizedTest
  @MethodSource("policies")
  @DisplayName("S3.3 an override does not undo a mark")
  void overrides_markedNames_stay(SettingsPolicy policy) {
    Settings slot = Settings.of(Setting.of(PRESERVE, "0"), Setting.of(EXTENSIONS, "0"));
    Stickiness stickiness =
        policy.stickiness(
            StickyNames.of(
                SettingKey.appSetting("FUNCTIONS_EXTENSION_VERSION"), SettingKey.appSetting("DB")),
            List.of(slot),
            true);

    assertThat(stickiness.isSticky(Setting.of("functions_extension_version", "1"))).isTrue();
    assertThat(stickiness.isSticky(Setting.of("db", "1"))).isTrue();
    assertThat(stickiness.isFree(Setting.of("OTHER_EXTENSION_VERSION", "1"))).isTrue();
  }

  private static Setting made(SettingCategory category) {
    return Setting.builder().from(setting(category, "x", "1")).madeByServiceConnector(true).build();
  }

  @Test
  @DisplayName("S3.2 in app-service-2025 settings that a service connector made stay")
  void connectorSettings_inAppService2025_stay() {
    SettingsPolicy policy = SettingsPolicy.appService2025();

    assertThat(stickiness(policy).isSticky(made(SettingCategory.APP_SETTING))).isTrue();
    assertThat(stickiness(policy).isSticky(made(SettingCategory.CONNECTION_STRING))).isTrue();
    assertThat(stickiness(policy).isFree(made(SettingCategory.HANDLER_MAPPING))).isTrue();
    assertThat(stickiness(SettingsPolicy.functions2019()).isFree(made(SettingCategory.APP_SETTING)))
        .isTrue();
    assertThat(
            stickiness(policy, Setting.of(PRESERVE, "0")).isFree(made(SettingCategory.APP_SETTING)))
        .isTrue();
    assertThat(
            stickiness(policy, Setting.of(EXTENSIONS, "0"))
                .isFree(made(SettingCategory.APP_SETTING)))
        .isFalse();
  }

  @Test
  @DisplayName("S3.2 S3.4 a name that a connector made in one slot stays in every slot")
  void connectorSettings_madeInOneSlot_stayInAll() {
    Setting byHand = Setting.of("X", "by hand");
    List<Settings> slots =
        List.of(Settings.of(byHand), Settings.of(made(SettingCategory.APP_SETTING)));

    assertThat(
            SettingsPolicy.appService2025()
                .stickiness(StickyNames.none(), slots, true)
                .isSticky(byHand))
        .isTrue();
    assertThat(
            SettingsPolicy.functions2019()
                .stickiness(StickyNames.none(), slots, true)
                .isFree(byHand))
        .isTrue();
  }

  @Test
  @DisplayName("S3.3 an embedder's own suffix stays too, until the preserve override")
  void stickySuffixes_ownSuffix_staysUntilThePreserveOverride() {
    SettingsPolicy policy =
        SettingsPolicy.builder()
            .from(SettingsPolicy.functions2019())
            .addStickySuffixes("_Local")
            .build();
    Setting local = Setting.of("cache_local", "1");

    assertThat(stickiness(policy).isSticky(local)).isTrue();
    assertThat(stickiness(policy, Setting.of(EXTENSIONS, "0")).isSticky(local)).isTrue();
    assertThat(stickiness(policy, Setting.of(PRESERVE, "0")).isFree(local)).isTrue();
  }
}
