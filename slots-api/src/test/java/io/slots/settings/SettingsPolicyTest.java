package io.slots.settings;

import static io.slots.Refusals.refusal;
import static io.slots.settings.SettingCategory.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S3.2 as tables. What is expected is written down here from the text of the rule, not read from
 * the policies: {@code free} moves with the content, {@code sticky} stays and is applied to the
 * source in step 1, {@code stays} stays with the slot alone.
 */
class SettingsPolicyTest {
  private static final SettingsPolicy FUNCTIONS = SettingsPolicy.functions2019();
  private static final SettingsPolicy APP_SERVICE = SettingsPolicy.appService2025();

  static Setting setting(SettingCategory category, String name, String value) {
    return category == CONNECTION_STRING
        ? Setting.connectionString(name, ConnectionType.CUSTOM, value)
        : Setting.of(category, name, value);
  }

  private static String fate(Stickiness stickiness, Setting setting) {
    boolean free = stickiness.isFree(setting);
    boolean sticky = stickiness.isSticky(setting);
    boolean resident = stickiness.isResident(setting);
    assertThat(List.of(free, sticky, resident)).containsOnlyOnce(true);
    return free ? "free" : sticky ? "sticky" : "stays";
  }

  private static String fate(SettingsPolicy policy, Setting setting, boolean preserveVnet) {
    Stickiness stickiness =
        policy.stickiness(StickyNames.none(), List.of(Settings.of(setting)), preserveVnet);
    return fate(stickiness, setting);
  }

  private static String fateIfMarked(SettingsPolicy policy, Setting setting) {
    Stickiness stickiness =
        policy.stickiness(StickyNames.of(setting.key()), List.of(Settings.of(setting)), true);
    return fate(stickiness, setting);
  }

  private static final String FUNCTIONS_2019 =
      """
      APP_SETTING           | free
      CONNECTION_STRING     | free
      FRAMEWORK_VERSION     | free
      BITNESS               | free
      WEB_SOCKETS           | free
      HANDLER_MAPPING       | free
      PUBLIC_CERTIFICATE    | free
      WEBJOBS_CONTENT       | free
      HYBRID_CONNECTION     | free
      VIRTUAL_NETWORK       | free
      SERVICE_ENDPOINT      | free
      CDN                   | free
      PUBLISHING_ENDPOINT   | stays
      CUSTOM_DOMAIN         | stays
      PRIVATE_CERTIFICATE   | stays
      SCALE                 | stays
      WEBJOBS_SCHEDULER     | stays
      IP_RESTRICTION        | stays
      ALWAYS_ON             | stays
      DIAGNOSTICS           | stays
      CORS                  | stays
      CONTINUOUS_DEPLOYMENT | sticky
      AUTHENTICATION        | sticky
      MOUNT                 | stays
      PATH_MAPPING          | stays
      HTTP_VERSION          | stays
      MANAGED_IDENTITY      | stays
      """;

  private static final String APP_SERVICE_2025 =
      """
      FRAMEWORK_VERSION     | free
      BITNESS               | free
      WEB_SOCKETS           | stays
      HTTP_VERSION          | stays
      ALWAYS_ON             | stays
      APP_SETTING           | free
      CONNECTION_STRING     | free
      MOUNT                 | free
      HANDLER_MAPPING       | free
      PUBLIC_CERTIFICATE    | free
      WEBJOBS_CONTENT       | free
      PATH_MAPPING          | free
      HYBRID_CONNECTION     | free
      SERVICE_ENDPOINT      | free
      CDN                   | free
      DIAGNOSTICS           | stays
      PUBLISHING_ENDPOINT   | stays
      CUSTOM_DOMAIN         | stays
      PRIVATE_CERTIFICATE   | stays
      SCALE                 | stays
      WEBJOBS_SCHEDULER     | stays
      IP_RESTRICTION        | stays
      CORS                  | stays
      MANAGED_IDENTITY      | stays
      CONTINUOUS_DEPLOYMENT | sticky
      AUTHENTICATION        | sticky
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = FUNCTIONS_2019)
  @DisplayName("S3.2 S3.5 functions-2019, category by category, whatever preserveVnet says")
  void functions2019_byCategory(SettingCategory category, String fate) {
    Setting setting = setting(category, "x", "1");

    assertThat(fate(FUNCTIONS, setting, true)).isEqualTo(fate);
    assertThat(fate(FUNCTIONS, setting, false)).isEqualTo(fate);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = APP_SERVICE_2025)
  @DisplayName("S3.2 S3.5 app-service-2025, category by category, whatever preserveVnet says")
  void appService2025_byCategory(SettingCategory category, String fate) {
    Setting setting = setting(category, "x", "1");

    assertThat(fate(APP_SERVICE, setting, true)).isEqualTo(fate);
    assertThat(fate(APP_SERVICE, setting, false)).isEqualTo(fate);
  }

  @Test
  @DisplayName("S3.2 in app-service-2025 virtual network integration goes by preserveVnet")
  void appService2025_virtualNetwork_staysIfPreserved() {
    Setting vnet = setting(VIRTUAL_NETWORK, "x", "1");

    assertThat(fate(APP_SERVICE, vnet, true)).isEqualTo("stays");
    assertThat(fate(APP_SERVICE, vnet, false)).isEqualTo("free");
  }

  @Test
  @DisplayName("S3.2 the tables of this test name every category")
  void tables_nameEveryCategory() {
    assertThat(categories(FUNCTIONS_2019)).containsExactlyInAnyOrder(SettingCategory.values());
    assertThat(categories(APP_SERVICE_2025 + "VIRTUAL_NETWORK |"))
        .containsExactlyInAnyOrder(SettingCategory.values());
  }

  private static List<SettingCategory> categories(String table) {
    return Arrays.stream(table.split("\n"))
        .map(line -> SettingCategory.valueOf(line.substring(0, line.indexOf('|')).strip()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "APP_SETTING, sticky, sticky",
    "CONNECTION_STRING, sticky, sticky",
    "MOUNT, stays, sticky"
  })
  @DisplayName("S3.2 a marked name stays, where the policy lets its category be marked")
  void marked_byCategory(SettingCategory category, String in2019, String in2025) {
    Setting setting = setting(category, "x", "1");

    assertThat(fateIfMarked(FUNCTIONS, setting)).isEqualTo(in2019);
    assertThat(fateIfMarked(APP_SERVICE, setting)).isEqualTo(in2025);
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("S3.2 every row of both tables names its source")
  void rows_nameTheirSource(SettingCategory category) {
    for (SettingsPolicy policy : List.of(FUNCTIONS, APP_SERVICE)) {
      assertThat(policy.rows()).containsKey(category);
      assertThat(policy.rows().get(category))
          .satisfies(row -> assertThat(row.source()).hasSizeGreaterThan(20));
    }
  }

  @Test
  @DisplayName("S3.2 the two policies that ship are known by name")
  void name_isAsDocumented() {
    assertThat(FUNCTIONS.name()).isEqualTo("functions-2019");
    assertThat(APP_SERVICE.name()).isEqualTo("app-service-2025");
  }

  @Test
  @DisplayName("S3.2 a policy has a row for every category")
  void build_rowMissing_isRefused() {
    Map<SettingCategory, SettingsPolicy.Row> rows = new EnumMap<>(FUNCTIONS.rows());
    rows.remove(CORS);
    rows.remove(SCALE);

    var refusal = refusal(3, 2, () -> SettingsPolicy.builder().from(FUNCTIONS).rows(rows).build());

    assertThat(refusal.problem())
        .isEqualTo("settings policy functions-2019 has no row for [scale setting, CORS]");
    assertThat(refusal.accepted()).isEqualTo("give every category a row");
  }

  @Test
  @DisplayName("S3.1 S3.2 a policy lets only such categories be marked as can be")
  void build_markableThatCannotBe_isRefused() {
    Map<SettingCategory, SettingsPolicy.Row> rows = new EnumMap<>(FUNCTIONS.rows());
    rows.put(CORS, SettingsPolicy.Row.of(Movement.MARKABLE, false, "a test"));

    var refusal = refusal(3, 2, () -> SettingsPolicy.builder().from(FUNCTIONS).rows(rows).build());

    assertThat(refusal.problem()).isEqualTo("settings policy functions-2019 lets CORS be marked");
    assertThat(refusal.accepted()).contains("app settings, connection strings and mounts");
  }

  @Test
  @DisplayName("S3.2 an embedder's own policy is read as its table says")
  void build_ownPolicy_isReadAsItSays() {
    Map<SettingCategory, SettingsPolicy.Row> rows = new EnumMap<>(FUNCTIONS.rows());
    rows.put(APP_SETTING, SettingsPolicy.Row.of(Movement.STAYS_APPLIED, false, "ours"));
    rows.put(CORS, SettingsPolicy.Row.of(Movement.MOVES, false, "ours"));
    SettingsPolicy own = SettingsPolicy.builder().from(FUNCTIONS).name("own").rows(rows).build();

    assertThat(fate(own, Setting.of("x", "1"), true)).isEqualTo("sticky");
    assertThat(fate(own, setting(CORS, "x", "1"), true)).isEqualTo("free");
    assertThat(own.rows().get(CORS))
        .isEqualTo(SettingsPolicy.Row.of(Movement.MOVES, false, "ours"));
  }
}
