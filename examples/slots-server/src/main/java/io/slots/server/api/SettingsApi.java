package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import io.slots.settings.SettingsChange;
import java.util.List;

/** The settings of a slot. Values are told only to who may see them and asks for them. */
final class SettingsApi {
  private static final String SETTINGS = "/apps/{app}/slots/{slot}/settings";

  private final Slots slots;

  SettingsApi(Slots slots) {
    this.slots = slots;
  }

  List<Action> actions() {
    return List.of(
        OwnApi.action(Verb.GET, SETTINGS, Right.READ, this::get)
            .saying("Lists the settings of a slot; their values too, if asked by who may see them.")
            .reading("values", "boolean", "shows values; needs the right to OPERATE")
            .giving(200, SettingViews.SettingsView.class)
            .showingSecrets(),
        OwnApi.action(Verb.PATCH, SETTINGS, Right.OPERATE, this::edit)
            .saying(
                "Changes settings of a slot, and which names stay with their slots. Instances see it"
                    + " when they are restarted or replaced next.")
            .taking(SettingViews.SettingsEdit.class)
            .giving(200, SettingViews.SettingsView.class));
  }

  /** Whether values were asked for, by who may see them. */
  static boolean values(Exchange exchange) {
    boolean values = exchange.flag("values");
    if (values && !exchange.caller().right().includes(Right.OPERATE)) {
      throw Trouble.of(
              403, "AuthorizationFailed", "values are shown to tokens that may " + Right.OPERATE)
          .exception();
    }
    return values;
  }

  private void get(Exchange exchange) {
    boolean values = values(exchange);
    SlotName slot = exchange.slot();
    App app = slots.apps().get(exchange.app());
    exchange.answer(200, SettingViews.SettingsView.of(app, app.slot(slot).name(), values));
  }

  private void edit(Exchange exchange) {
    AppName name = exchange.app();
    SlotName slot = exchange.slot();
    SettingsChange change = exchange.body(SettingViews.SettingsEdit.class).change();
    App app = slots.slots().configure(name, slot, change);
    exchange.answer(200, SettingViews.SettingsView.of(app, app.slot(slot).name(), false));
  }
}
