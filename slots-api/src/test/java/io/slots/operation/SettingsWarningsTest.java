package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.NotFoundException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.StickyNames;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsWarningsTest {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName DEV = SlotName.of("dev");
  private static final SlotName PRODUCTION = SlotName.PRODUCTION;

  private static App app(Settings staging, Settings production) {
    return App.of(AppName.of("shop"), Plan.premium(1))
        .withNewSlot(Slot.named(STAGING), LimitationPolicy.standard())
        .withNewSlot(Slot.named(DEV), LimitationPolicy.standard())
        .withSlot(STAGING, slot -> slot.withSettings(staging))
        .withSlot(PRODUCTION, slot -> slot.withSettings(production));
  }

  private static App marked(App app, SettingKey... keys) {
    return app.toBuilder().stickyNames(StickyNames.of(keys)).build();
  }

  private static List<Warning> warnings(App app, SlotName source, SlotName target) {
    return SettingsWarnings.of(
        app,
        SettingsPolicy.functions2019().stickiness(app.stickyNames(), app.allSettings(), true),
        source,
        target);
  }

  private static List<Warning> intoProduction(App app) {
    return warnings(app, STAGING, PRODUCTION);
  }

  private static Warning settings(String text) {
    return new Warning(Rule.of(3, 6), text);
  }

  @Test
  @DisplayName("S3.6 where nothing may surprise there is no warning")
  void of_ordinarySwap_isEmpty() {
    App app =
        app(
            Settings.of(
                Setting.of("free", "s"), Setting.of("new", "s"), Setting.of("DB", "of staging")),
            Settings.of(Setting.of("free", "t"), Setting.of("db", "of production")));

    assertThat(intoProduction(marked(app, SettingKey.appSetting("DB")))).isEmpty();
  }

  @Test
  @DisplayName("S3.6 a slot setting that is missing on one side")
  void of_stickyNameOnOneSideOnly_warns() {
    App app =
        marked(
            app(Settings.of(Setting.of("A", "1")), Settings.of(Setting.of("B", "1"))),
            SettingKey.appSetting("a"),
            SettingKey.appSetting("b"),
            SettingKey.appSetting("in neither"));

    assertThat(intoProduction(app))
        .containsExactly(
            settings(
                "slot setting app setting A is in staging and not in production: what moves to"
                    + " production will be without it"),
            settings("slot setting app setting B is in production and not in staging"));
  }

  @Test
  @DisplayName("S3.6 S3.3 a name that is sticky without a mark counts too")
  void of_defaultStickyNameOnOneSideOnly_warns() {
    App app = app(Settings.none(), Settings.of(Setting.of("FUNCTIONS_EXTENSION_VERSION", "~4")));

    assertThat(intoProduction(app))
        .containsExactly(
            settings(
                "slot setting app setting FUNCTIONS_EXTENSION_VERSION is in production and not in"
                    + " staging"));
  }

  @Test
  @DisplayName("S3.6 S3.5 authentication on one side only is no forgotten name")
  void of_authenticationOnOneSideOnly_doesNotWarn() {
    App app =
        app(
            Settings.of(Setting.of(SettingCategory.AUTHENTICATION, "provider", "x")),
            Settings.of(Setting.of(SettingCategory.CONTINUOUS_DEPLOYMENT, "repo", "x")));

    assertThat(intoProduction(app)).isEmpty();
  }

  @Test
  @DisplayName("S3.6 a free setting only the target has will leave it")
  void of_freeSettingOnlyInTarget_warns() {
    App app =
        app(
            Settings.of(Setting.of("both", "s")),
            Settings.of(
                Setting.of("both", "t"),
                Setting.of("leaves", "t"),
                Setting.of(SettingCategory.HANDLER_MAPPING, "*.x", "t"),
                Setting.of(SettingCategory.CORS, "stays", "t")));

    assertThat(intoProduction(app))
        .containsExactly(
            settings(
                "app setting leaves is in production only: it will leave it and go to staging"),
            settings(
                "handler mapping *.x is in production only: it will leave it and go to staging"));
  }

  @Test
  @DisplayName("S3.6 a slot setting with the same value in both")
  void of_stickySettingWithOneValue_warns() {
    App app =
        marked(
            app(Settings.of(Setting.of("DB", "one")), Settings.of(Setting.of("db", "one"))),
            SettingKey.appSetting("DB"));

    assertThat(intoProduction(app))
        .containsExactly(settings("slot setting app setting DB has the same value in both slots"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AzureWebJobsStorage",
        "AZUREWEBJOBSSTORAGE",
        "AzureWebJobsServiceBus",
        "ORDERS_CONNECTION",
        "Orders_Connection_String",
        "OrdersConnectionString",
        "orders__fullyQualifiedNamespace",
        "orders__queueServiceUri",
        "orders__accountEndpoint"
      })
  @DisplayName("S3.6 a connection that is equal in both and not sticky")
  void of_equalConnectionThatMoves_warns(String name) {
    App equal = app(Settings.of(Setting.of(name, "one")), Settings.of(Setting.of(name, "one")));
    App different =
        app(Settings.of(Setting.of(name, "one")), Settings.of(Setting.of(name, "other")));

    assertThat(intoProduction(equal))
        .containsExactly(
            settings(
                "app setting "
                    + name
                    + " has the same value in both slots: both will consume the same source"));
    assertThat(intoProduction(different)).isEmpty();
  }

  @Test
  @DisplayName("S3.6 every connection string is a connection")
  void of_equalConnectionStringThatMoves_warns() {
    Settings settings =
        Settings.of(Setting.connectionString("anything", ConnectionType.CUSTOM, "one"));

    assertThat(intoProduction(app(settings, settings)))
        .containsExactly(
            settings(
                "connection string anything has the same value in both slots: both will consume the"
                    + " same source"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GREETING",
        "AzureWebJobsSecretStorageType",
        "CONNECTION",
        "ConnectionStrings",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING"
      })
  @DisplayName("S3.6 what is no connection, or is shared on purpose, may be equal in both")
  void of_equalOrdinarySetting_doesNotWarn(String name) {
    Settings settings = Settings.of(Setting.of(name, "one"));

    assertThat(intoProduction(app(settings, settings))).isEmpty();
  }

  @Test
  @DisplayName("S3.6 a mount of a connection's name is none")
  void of_equalSettingOfAnotherCategory_doesNotWarn() {
    Settings settings =
        Settings.of(Setting.of(SettingCategory.HANDLER_MAPPING, "X_CONNECTION", "one"));

    assertThat(intoProduction(app(settings, settings))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"WEBSITE_CONTENTSHARE", "website_contentazurefileconnectionstring"})
  @DisplayName("S3.6 where the content lies must not be a slot setting")
  void of_contentLocationMarked_warns(String name) {
    App app = marked(app(Settings.none(), Settings.none()), SettingKey.appSetting(name));

    assertThat(intoProduction(app))
        .containsExactly(
            settings(
                "app setting "
                    + name.toUpperCase(java.util.Locale.ROOT)
                    + " is a slot setting: the content moves, but where it lies does not"));
  }

  @Test
  @DisplayName("S3.6 production as source")
  void of_productionAsSource_warns() {
    App app = app(Settings.none(), Settings.none());

    assertThat(warnings(app, PRODUCTION, STAGING))
        .containsExactly(
            settings("production is the source: its instances are restarted while they serve"));
    assertThat(warnings(app, DEV, STAGING)).isEmpty();
  }

  @Test
  @DisplayName("S7.3 a traffic rule that will lead to the old content")
  void of_trafficRuleForTheSource_warns() {
    App app =
        app(Settings.none(), Settings.none())
            .withTraffic(List.of(TrafficShare.of(STAGING, 12.5), TrafficShare.of(DEV, 0)));

    assertThat(intoProduction(app))
        .containsExactly(
            new Warning(
                Rule.of(7, 3),
                "the traffic rule \"staging 12.5 %\" will lead to what is in production now"));
    assertThat(warnings(app, DEV, PRODUCTION))
        .containsExactly(
            new Warning(
                Rule.of(7, 3),
                "the traffic rule \"dev 0 %\" will lead to what is in production now"));
    assertThat(warnings(app, DEV, STAGING))
        .containsExactly(
            new Warning(
                Rule.of(7, 3), "the traffic rule \"dev 0 %\" will lead to what is in staging now"));
  }

  @Test
  @DisplayName("S3.7 no warning shows a value")
  void of_anything_showsNoValue() {
    Settings source =
        Settings.of(
            Setting.of("A", "hunter2"),
            Setting.of("S", "hunter2"),
            Setting.connectionString("C", ConnectionType.CUSTOM, "hunter2"));
    App app =
        marked(
            app(source, source.with(List.of(Setting.of("T", "hunter2")))),
            SettingKey.appSetting("S"));

    assertThat(intoProduction(app)).hasSize(3);
    assertThat(intoProduction(app).toString()).doesNotContain("hunter2");
  }

  @Test
  void of_unknownSlot_isRefused() {
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () -> warnings(app(Settings.none(), Settings.none()), SlotName.of("none"), PRODUCTION));
  }
}
