package io.slots.examples.promote;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.promote.Programs.V1;
import static io.slots.examples.promote.Programs.V2;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.app.App;
import io.slots.app.Cloning;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.util.List;

/** An app with two slots, which have settings and content of their own. */
final class Opening implements Act {
  private final Cast cast;
  private final int instances;

  Opening(Cast cast, int instances) {
    this.cast = cast;
    this.instances = instances;
  }

  @Override
  public String title() {
    return "Deploy";
  }

  @Override
  public String about() {
    return V1 + " goes to production, " + V2 + " to staging. Slot settings tell the two apart.";
  }

  @Override
  public void play() throws InterruptedException {
    Slots slots = cast.slots();
    cast.call("apps.create(shop); slots.configure(shop, production, …)");
    slots.apps().create(App.of(SHOP, Plan.premium(instances)));
    configure(PRODUCTION, SettingsChange.set(Setting.of("LOG_LEVEL", "info")));
    configure(PRODUCTION, slotSettings("production", "orders"));
    cast.call("slots.create(shop, staging, without production's slot settings)");
    slots.slots().create(SHOP, STAGING, Cloning.withoutSlotSettings(PRODUCTION));
    configure(STAGING, slotSettings("staging", "orders-copy"));
    configure(STAGING, SettingsChange.set(Setting.of("CHECKOUT", "one-page")));
    cast.told();
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      cast.say(slot + " is http://" + cast.stage().host(slot) + ":" + cast.stage().port() + "/");
    }
    cast.deploy(PRODUCTION, V1);
    cast.deploy(STAGING, V2);
    cast.expectAnswer(PRODUCTION, V1, "production");
    cast.expectAnswer(STAGING, V2, "staging");
  }

  /** Slot settings stay with their slot, whatever content comes and goes. */
  private static SettingsChange slotSettings(String environment, String database) {
    return SettingsChange.setSticky(
        Setting.of("ENVIRONMENT", environment), Setting.of("DATABASE", database));
  }

  private void configure(SlotName slot, SettingsChange change) {
    cast.slots().slots().configure(SHOP, slot, change);
  }
}
