package io.slots.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.Settings;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  private static final SlotName STAGING = SlotName.of("Staging");

  @Test
  void of_settings_areVariablesByNameAndPrefix() {
    Map<String, String> variables =
        of(
            STAGING,
            Setting.of("Greeting", "hello"),
            Setting.connectionString("db", ConnectionType.POSTGRESQL, "host=x"),
            Setting.of(SettingCategory.MOUNT, "share", "not for the environment"));

    assertThat(variables)
        .containsEntry("Greeting", "hello")
        .containsEntry("POSTGRESQLCONNSTR_db", "host=x")
        .doesNotContainKey("share");
  }

  @Test
  void of_anySlot_tellsWhoTheInstanceIs() {
    assertThat(of(STAGING))
        .containsEntry("WEBSITE_SITE_NAME", "shop")
        .containsEntry("WEBSITE_SLOT_NAME", "Staging")
        .containsEntry("WEBSITE_INSTANCE_ID", "i-1")
        .containsEntry("SLOTS_CONTENT_ID", "v2")
        .containsEntry("SLOTS_CONTENT_VERSION", "v2");
    assertThat(of(SlotName.PRODUCTION)).containsEntry("WEBSITE_SLOT_NAME", "Production");
  }

  @Test
  void of_parentEnvironment_inheritsOnlyWhatIsNamed() {
    Environment environment =
        Environment.inheriting(
            Set.of("PATH", "LC_*"),
            Map.of("PATH", "/bin", "LC_ALL", "C", "PATHS", "x", "TOKEN", "secret"),
            UTF_8);

    assertThat(of(environment, STAGING))
        .containsEntry("PATH", "/bin")
        .containsEntry("LC_ALL", "C")
        .doesNotContainKeys("PATHS", "TOKEN");
  }

  @Test
  void of_settingWithTheNameOfAnInheritedVariable_settingCounts() {
    Environment environment = Environment.inheriting(Set.of("PATH"), Map.of("PATH", "/bin"), UTF_8);

    assertThat(of(environment, STAGING, Setting.of("PATH", "/opt/bin")))
        .containsEntry("PATH", "/opt/bin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PORT", "port", "WEBSITE_SLOT_NAME", "SLOTS_START_ID"})
  void of_settingWithAReservedName_isRefused(String name) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> of(STAGING, Setting.of(name, "8080")))
        .withMessageContaining("app setting " + name)
        .withMessageNotContaining("8080");
  }

  @Test
  void of_appSettingWithTheNameOfAConnectionString_isRefused() {
    Setting first = Setting.of("SQLCONNSTR_db", "one");
    Setting second = Setting.connectionString("db", ConnectionType.SQL_SERVER, "two");

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> of(STAGING, first, second))
        .withMessageContaining("SQLCONNSTR_db");
  }

  @Test
  @DisplayName("S3.7 a value that cannot be in an environment is refused and not shown")
  void of_valueThatCannotBeHeld_isRefusedWithoutShowingIt() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> of(STAGING, Setting.of("KEY", "sec\0ret")))
        .withMessageContaining("app setting KEY has a NUL")
        .withMessageNotContaining("sec");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () ->
                of(
                    Environment.inheriting(Set.of(), Map.of(), US_ASCII),
                    STAGING,
                    Setting.of("KEY", "schlüssel")))
        .withMessageContaining("app setting KEY has a character that is not in US-ASCII")
        .withMessageNotContaining("schl");
  }

  private static Map<String, String> of(SlotName slot, Setting... settings) {
    return of(Environment.inheriting(Set.of(), Map.of(), UTF_8), slot, settings);
  }

  private static Map<String, String> of(
      Environment environment, SlotName slot, Setting... settings) {
    return environment.of(
        AppName.of("shop"), slot, Content.of("v2"), InstanceId.of("i-1"), Settings.of(settings));
  }
}
