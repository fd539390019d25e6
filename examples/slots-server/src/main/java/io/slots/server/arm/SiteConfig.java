package io.slots.server.arm;

import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Slots;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A site's configuration: {@code config/web}, and {@code siteConfig} within a site. */
final class SiteConfig {
  private SiteConfig() {}

  /** Returns the configuration of a slot; it holds no app setting and no connection string. */
  static Map<String, @Nullable Object> of(App app, Slot slot) {
    Map<String, @Nullable Object> config =
        Resource.of(
            "numberOfWorkers",
            app.workers(),
            "defaultDocuments",
            List.of(),
            "appSettings",
            null,
            "connectionStrings",
            null,
            "remoteDebuggingEnabled",
            false,
            "scmType",
            "None",
            "managedPipelineMode",
            "Integrated",
            "loadBalancing",
            "LeastRequests",
            "virtualApplications",
            List.of(),
            "ipSecurityRestrictions",
            List.of(),
            "scmIpSecurityRestrictions",
            List.of(),
            "appCommandLine",
            "",
            "autoHealEnabled",
            false,
            "localMySqlEnabled",
            false,
            "ftpsState",
            "Disabled",
            "autoSwapSlotName",
            slot.autoSwapTarget().map(SlotName::spelling).orElse(null),
            "experiments",
            Resource.of("rampUpRules", rules(app, slot)));
    for (GeneralSetting setting : GeneralSetting.values()) {
      config.put(setting.field(), setting.of(slot.settings()));
    }
    return config;
  }

  private static List<Map<String, @Nullable Object>> rules(App app, Slot slot) {
    List<Map<String, @Nullable Object>> rules = new ArrayList<>();
    if (slot.name().isProduction()) {
      for (TrafficShare share : app.traffic()) {
        rules.add(
            Resource.of(
                "name", share.slot().spelling(),
                "actionHostName", app.host(share.slot()).value(),
                "reroutePercentage", share.perMille() / 10.0));
      }
    }
    return rules;
  }

  /** Returns what {@code given} changes in the settings of a slot that holds {@code settings}. */
  static SettingsChange change(Fields given, Settings settings) {
    return Exchange.given(
        () -> {
          SettingsChange.Builder change = SettingsChange.builder();
          for (GeneralSetting setting : GeneralSetting.values()) {
            setting.change(given, settings).ifPresent(change::addSet);
          }
          if (given.isNotNull("appSettings")) {
            replace(change, SettingCategory.APP_SETTING, appSettings(given), settings);
          }
          if (given.isNotNull("connectionStrings")) {
            replace(change, SettingCategory.CONNECTION_STRING, connectionStrings(given), settings);
          }
          return change.build();
        });
  }

  private static List<Setting> appSettings(Fields given) {
    return given.objects("appSettings").stream()
        .map(it -> Setting.of(it.required("name"), it.text("value").orElse("")))
        .toList();
  }

  private static List<Setting> connectionStrings(Fields given) {
    return given.objects("connectionStrings").stream()
        .map(
            it ->
                Setting.connectionString(
                    it.required("name"),
                    ConnectionTypes.of(it.required("type")),
                    it.text("connectionString").orElse("")))
        .toList();
  }

  /** Puts {@code wanted} in the place of all settings of their category. */
  static void replace(
      SettingsChange.Builder change,
      SettingCategory category,
      List<Setting> wanted,
      Settings settings) {
    for (SettingKey key : settings.keys()) {
      if (key.category() == category) {
        change.addRemove(key);
      }
    }
    change.addAllSet(wanted);
  }

  /** Does what {@code given} says beside settings: automatic swaps, and traffic. */
  static App apply(Slots slots, App before, SlotName slot, Fields given) {
    App app = before;
    if (given.has("autoSwapSlotName")) {
      app = autoSwap(slots, app, slot, given.text("autoSwapSlotName").orElse(""));
    }
    if (given.object("experiments").isNotNull("rampUpRules")) {
      app = traffic(slots, app, slot, given.object("experiments").objects("rampUpRules"));
    }
    return app;
  }

  private static App autoSwap(Slots slots, App app, SlotName slot, String target) {
    Optional<SlotName> now = app.slot(slot).autoSwapTarget();
    if (target.isBlank()) {
      return now.isEmpty() ? app : slots.swaps().noAutoSwap(app.name(), slot);
    }
    SlotName into = Exchange.given(() -> SlotName.of(target));
    return now.filter(into::equals).isPresent()
        ? app
        : slots.swaps().autoSwap(app.name(), slot, into);
  }

  private static App traffic(Slots slots, App app, SlotName slot, List<Fields> rules) {
    List<TrafficShare> shares =
        rules.stream()
            .map(
                it ->
                    Exchange.given(
                        () ->
                            TrafficShare.of(
                                SlotName.of(it.required("name")),
                                it.decimal("reroutePercentage").orElse(0.0))))
            .toList();
    if (!slot.isProduction()) {
      if (shares.isEmpty()) {
        return app;
      }
      throw Trouble.badRequest("traffic rules are production's; slot \"" + slot + "\" has none");
    }
    return shares.equals(app.traffic()) ? app : slots.slots().route(app.name(), shares);
  }
}
