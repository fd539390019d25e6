package io.slots.settings;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {
  @Test
  @DisplayName("S3.1 a setting has a category, a name and a value")
  void of_nameAndValue_isAnAppSetting() {
    Setting setting = Setting.of("DB", "x");

    assertThat(setting.category()).isEqualTo(SettingCategory.APP_SETTING);
    assertThat(setting.name()).isEqualTo(SettingName.of("DB"));
    assertThat(setting.value()).isEqualTo("x");
    assertThat(setting.key()).isEqualTo(SettingKey.appSetting("DB"));
    assertThat(setting.connectionType()).isEmpty();
    assertThat(setting.madeByServiceConnector()).isFalse();
    assertThat(Setting.of(SettingCategory.CORS, "origins", "*").category())
        .isEqualTo(SettingCategory.CORS);
  }

  @Test
  @DisplayName("S3.1 names compare without regard to case, and keep their spelling")
  void name_inOtherCase_isEqualAndKeepsItsSpelling() {
    assertThat(SettingName.of("AzureWebJobsStorage"))
        .isEqualTo(SettingName.of("azurewebjobsSTORAGE"))
        .hasSameHashCodeAs(SettingName.of("azurewebjobsSTORAGE"))
        .isEqualByComparingTo(SettingName.of("AZUREWEBJOBSSTORAGE"))
        .hasToString("AzureWebJobsStorage");
    assertThat(SettingKey.appSetting("db")).isEqualTo(SettingKey.appSetting("DB"));
    assertThat(Setting.of("db", "x")).isEqualTo(Setting.of("DB", "x"));
    assertThat(Setting.of("db", "x")).isNotEqualTo(Setting.of("db", "X"));
  }

  @Test
  void name_endsWith_isWithoutRegardToCase() {
    assertThat(SettingName.of("Functions_Extension_Version").endsWith("_EXTENSION_VERSION"))
        .isTrue();
    assertThat(SettingName.of("FUNCTIONS_EXTENSION_VERSION2").endsWith("_EXTENSION_VERSION"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "A.B:C/D", "with space inside", "ä", "__x"})
  void name_wellFormed_isTaken(String spelling) {
    assertThat(SettingName.of(spelling)).hasToString(spelling);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", " a", "a ", "a\u00a0\u2003"})
  @DisplayName("S3.1 a blank name, or one with white space at its ends, is refused")
  void name_blank_isRefused(String spelling) {
    var refusal = refusal(3, 1, () -> SettingName.of(spelling));

    assertThat(refusal.problem()).endsWith(" is not a setting name");
    assertThat(refusal.accepted()).contains("1 to 256 characters");
  }

  @Test
  void name_longerThan256_isRefused() {
    assertThat(SettingName.of("n".repeat(256)).spelling()).hasSize(256);
    refusal(3, 1, () -> SettingName.of("n".repeat(257)));
  }

  @ParameterizedTest
  @CsvSource({"PASSWORD=hunter2", "'PASSWORD\nhunter2'", "'PASSWORD\u0000hunter2'"})
  @DisplayName("S3.7 who writes NAME=value for a name does not find the value in the refusal")
  void name_withAValueInIt_isRefusedWithoutTheValue(String spelling) {
    assertThat(refusal(3, 1, () -> SettingName.of(spelling)).problem())
        .isEqualTo("\"PASSWORD…\" is not a setting name");
  }

  @Test
  @DisplayName("S3.1 exactly the connection strings have a connection type")
  void builder_connectionTypeMissingOrTooMany_isRefused() {
    Setting setting = Setting.connectionString("DB", ConnectionType.POSTGRESQL, "x");

    assertThat(setting.connectionType()).contains(ConnectionType.POSTGRESQL);
    assertThat(setting.category()).isEqualTo(SettingCategory.CONNECTION_STRING);
    assertThat(setting.value()).isEqualTo("x");
    assertThat(
            refusal(3, 1, () -> Setting.of(SettingCategory.CONNECTION_STRING, "DB", "x")).problem())
        .isEqualTo("connection string DB has no connection type");
    assertThat(
            refusal(
                    3,
                    1,
                    () -> Setting.builder().from(setting).key(SettingKey.appSetting("DB")).build())
                .problem())
        .isEqualTo("app setting DB has a connection type");
  }

  @ParameterizedTest
  @CsvSource({
    "SQL_SERVER, SQLCONNSTR_",
    "SQL_AZURE, SQLAZURECONNSTR_",
    "MYSQL, MYSQLCONNSTR_",
    "POSTGRESQL, POSTGRESQLCONNSTR_",
    "NOTIFICATION_HUB, NOTIFICATIONHUBCONNSTR_",
    "SERVICE_BUS, SERVICEBUSCONNSTR_",
    "EVENT_HUB, EVENTHUBCONNSTR_",
    "DOCUMENT_DB, DOCDBCONNSTR_",
    "REDIS_CACHE, REDISCACHECONNSTR_",
    "CUSTOM, CUSTOMCONNSTR_"
  })
  void connectionType_hasItsEnvironmentPrefix(ConnectionType type, String prefix) {
    assertThat(type.environmentPrefix()).isEqualTo(prefix);
  }

  @Test
  void key_isOrderedByCategoryThenName() {
    assertThat(
            new TreeSet<>(
                List.of(
                    SettingKey.connectionString("a"),
                    SettingKey.appSetting("b"),
                    SettingKey.appSetting("A"))))
        .containsExactly(
            SettingKey.appSetting("a"),
            SettingKey.appSetting("B"),
            SettingKey.connectionString("A"));
    assertThat(SettingKey.appSetting("a")).isNotEqualTo(SettingKey.connectionString("a"));
    assertThat(SettingKey.connectionString("Db")).hasToString("connection string Db");
  }

  private static final Set<SettingCategory> MARKABLE =
      Set.of(SettingCategory.APP_SETTING, SettingCategory.CONNECTION_STRING, SettingCategory.MOUNT);

  @ParameterizedTest
  @EnumSource
  @DisplayName("S3.1 app settings, connection strings and mounts can be marked, and nothing else")
  void stickyNames_byCategory_canBeMarkedOrNot(SettingCategory category) {
    SettingKey key = SettingKey.of(category, SettingName.of("x"));

    assertThat(StickyNames.canMark(category)).isEqualTo(MARKABLE.contains(category));
    if (MARKABLE.contains(category)) {
      assertThat(StickyNames.of(key).contains(key)).isTrue();
    } else {
      var refusal = refusal(3, 1, () -> StickyNames.of(key));
      assertThat(refusal.problem()).isEqualTo(category + " x cannot be marked as a slot setting");
      assertThat(refusal.accepted())
          .isEqualTo("only these can: [app setting, connection string, mount]");
    }
  }
}
