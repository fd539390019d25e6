package io.slots.server.arm;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import io.slots.server.http.Work;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration of sites: {@code config/web}, settings, and the names that stay with slots. */
final class ConfigApi {
  private static final String CONFIG = "/config";

  private final Arm arm;
  private final Slots slots;

  ConfigApi(Arm arm) {
    this.arm = arm;
    this.slots = arm.slots();
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.addAll(Arm.both(Verb.GET, CONFIG + "/web", Right.READ, this::web));
    actions.addAll(Arm.both(Verb.PUT, CONFIG + "/web", Right.OPERATE, this::changeWeb));
    actions.addAll(Arm.both(Verb.PATCH, CONFIG + "/web", Right.OPERATE, this::changeWeb));
    actions.addAll(secrets("/appsettings", this::appSettings));
    actions.addAll(
        Arm.both(Verb.PUT, CONFIG + "/appsettings", Right.OPERATE, this::putAppSettings));
    actions.addAll(secrets("/connectionstrings", this::connectionStrings));
    actions.addAll(
        Arm.both(
            Verb.PUT, CONFIG + "/connectionstrings", Right.OPERATE, this::putConnectionStrings));
    actions.add(
        Arm.action(Verb.GET, Arm.SITE + CONFIG + "/slotConfigNames", Right.READ, this::names));
    actions.add(
        Arm.action(
            Verb.PUT, Arm.SITE + CONFIG + "/slotConfigNames", Right.OPERATE, this::putNames));
    actions.addAll(
        Arm.both(
            Verb.POST,
            CONFIG + "/azurestorageaccounts/list",
            Right.READ,
            it -> empty(it, "azurestorageaccounts")));
    actions.addAll(
        Arm.both(Verb.POST, CONFIG + "/metadata/list", Right.READ, it -> empty(it, "metadata")));
    actions.addAll(Arm.both(Verb.GET, CONFIG + "/logs", Right.READ, this::logs));
    return actions;
  }

  /** Values are listed by a POST, as a read that needs more than the right to look. */
  private static List<Action> secrets(String config, Work work) {
    return Arm.both(Verb.POST, CONFIG + config + "/list", Right.OPERATE, work).stream()
        .map(Action::showingSecrets)
        .toList();
  }

  private void answer(Exchange exchange, App app, String name, Object properties) {
    SlotName slot = app.slot(exchange.slot()).name();
    Map<String, @Nullable Object> resource =
        Resource.named(
            arm.place(exchange).siteId(app, slot) + CONFIG + "/" + name,
            name,
            SiteResource.type(slot) + CONFIG,
            properties);
    resource.put("location", arm.resource().location(app));
    resource.put("kind", null);
    exchange.answer(200, resource);
  }

  private void web(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    answer(exchange, app, "web", SiteConfig.of(app, app.slot(exchange.slot())));
  }

  private void changeWeb(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    SlotName slot = exchange.slot();
    Fields given = Fields.of(exchange.body()).object("properties");
    SettingsChange change = SiteConfig.change(given, app.slot(slot).settings());
    App configured =
        change.set().isEmpty() && change.remove().isEmpty()
            ? app
            : slots.slots().configure(app.name(), slot, change);
    App after = SiteConfig.apply(slots, configured, slot, given);
    answer(exchange, after, "web", SiteConfig.of(after, after.slot(slot)));
  }

  private void appSettings(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    answer(exchange, app, "appsettings", appSettings(app.slot(exchange.slot())));
  }

  private static Map<String, @Nullable Object> appSettings(Slot slot) {
    Map<String, @Nullable Object> values = Resource.of();
    slot.settings().all().stream()
        .filter(it -> it.category() == SettingCategory.APP_SETTING)
        .forEach(it -> values.put(it.name().spelling(), it.value()));
    return values;
  }

  private void putAppSettings(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Fields given = Fields.of(exchange.body()).object("properties");
    List<Setting> wanted =
        Exchange.given(
            () ->
                given.dictionary().entrySet().stream()
                    .map(it -> Setting.of(it.getKey(), it.getValue()))
                    .toList());
    App after = replace(exchange, app, SettingCategory.APP_SETTING, wanted);
    answer(exchange, after, "appsettings", appSettings(after.slot(exchange.slot())));
  }

  private void connectionStrings(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    answer(exchange, app, "connectionstrings", connectionStrings(app.slot(exchange.slot())));
  }

  private static Map<String, @Nullable Object> connectionStrings(Slot slot) {
    Map<String, @Nullable Object> values = Resource.of();
    for (Setting setting : slot.settings().all()) {
      setting
          .connectionType()
          .ifPresent(
              type ->
                  values.put(
                      setting.name().spelling(),
                      Resource.of("value", setting.value(), "type", ConnectionTypes.name(type))));
    }
    return values;
  }

  private void putConnectionStrings(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Fields given = Fields.of(exchange.body()).object("properties");
    List<Setting> wanted =
        Exchange.given(
            () -> given.names().stream().map(it -> connectionString(given, it)).toList());
    App after = replace(exchange, app, SettingCategory.CONNECTION_STRING, wanted);
    answer(exchange, after, "connectionstrings", connectionStrings(after.slot(exchange.slot())));
  }

  private static Setting connectionString(Fields given, String name) {
    Fields one = given.object(name);
    return Setting.connectionString(
        name, ConnectionTypes.of(one.required("type")), one.text("value").orElse(""));
  }

  private App replace(Exchange exchange, App app, SettingCategory category, List<Setting> wanted) {
    SettingsChange.Builder change = SettingsChange.builder();
    SiteConfig.replace(change, category, wanted, app.slot(exchange.slot()).settings());
    return slots.slots().configure(app.name(), exchange.slot(), change.build());
  }

  private void names(Exchange exchange) {
    arm.requirePlace(exchange);
    answerNames(exchange, arm.app(exchange));
  }

  /** The resource has no identity, and is called as its site is: so it is with Azure. */
  private void answerNames(Exchange exchange, App app) {
    Map<String, @Nullable Object> resource =
        Resource.named(
            null,
            app.name().spelling(),
            "Microsoft.Web/sites",
            Resource.of(
                "connectionStringNames", marked(app, SettingCategory.CONNECTION_STRING),
                "appSettingNames", marked(app, SettingCategory.APP_SETTING),
                "azureStorageConfigNames", marked(app, SettingCategory.MOUNT)));
    exchange.answer(200, resource);
  }

  private static List<String> marked(App app, SettingCategory category) {
    return app.stickyNames().keys().stream()
        .filter(it -> it.category() == category)
        .map(it -> it.name().spelling())
        .sorted()
        .toList();
  }

  private void putNames(Exchange exchange) {
    arm.requirePlace(exchange);
    AppName name = exchange.app();
    Fields given = Fields.of(exchange.body()).object("properties");
    App app = slots.apps().get(name);
    SettingsChange.Builder change = SettingsChange.builder().addAllUnmark(app.stickyNames().keys());
    mark(change, given.texts("appSettingNames"), SettingCategory.APP_SETTING);
    mark(change, given.texts("connectionStringNames"), SettingCategory.CONNECTION_STRING);
    mark(change, given.texts("azureStorageConfigNames"), SettingCategory.MOUNT);
    answerNames(exchange, slots.slots().configure(name, SlotName.PRODUCTION, change.build()));
  }

  private static void mark(
      SettingsChange.Builder change, List<String> names, SettingCategory category) {
    for (String name : names) {
      change.addMark(Exchange.given(() -> SettingKey.of(category, SettingName.of(name))));
    }
  }

  private void empty(Exchange exchange, String name) {
    arm.requirePlace(exchange);
    answer(exchange, arm.app(exchange), name, Resource.of());
  }

  /** Clients read it with every slot; nothing of it can be switched on. */
  private void logs(Exchange exchange) {
    arm.requirePlace(exchange);
    Map<String, @Nullable Object> off = Resource.of("enabled", false);
    answer(
        exchange,
        arm.app(exchange),
        "logs",
        Resource.of(
            "applicationLogs",
            Resource.of("fileSystem", Resource.of("level", "Off")),
            "httpLogs",
            Resource.of("fileSystem", off),
            "failedRequestsTracing",
            off,
            "detailedErrorMessages",
            off));
  }
}
