package io.slots.examples.liveswap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.app.App;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.examples.stage.service.BundledService;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;

/** The app that is swapped, and what is done to it. Thread-safe. */
final class Shop {
  private final Slots slots;
  private final Programs programs;

  private Shop(Slots slots, Programs programs) {
    this.slots = slots;
    this.programs = programs;
  }

  /** Makes an app with production and staging, both still empty. */
  static Shop open(Slots slots, Programs programs, int instances) {
    slots.apps().create(App.of(SHOP, Plan.premium(instances)));
    slots.slots().create(SHOP, STAGING);
    configure(slots, PRODUCTION, slotSettings("production", "orders"));
    configure(slots, STAGING, slotSettings("staging", "orders-copy"));
    configure(
        slots,
        STAGING,
        SettingsChange.setSticky(Setting.of(BundledService.NEEDED_SETTING, "http://reports.test")));
    return new Shop(slots, programs);
  }

  /** Slot settings stay with their slot, whatever content comes and goes. */
  private static SettingsChange slotSettings(String environment, String database) {
    return SettingsChange.setSticky(
        Setting.of("ENVIRONMENT", environment),
        Setting.connectionString("DATABASE", ConnectionType.POSTGRESQL, database));
  }

  private static void configure(Slots slots, SlotName slot, SettingsChange change) {
    App unused = slots.slots().configure(SHOP, slot, change);
  }

  /** Starts to deploy {@code version} to {@code slot}. */
  Running deploy(SlotName slot, String version) {
    return slots.slots().deploy(SHOP, slot, programs.content(version));
  }

  /** What a swap of staging into production would do now. */
  SwapPreview preview() {
    return slots.swaps().preview(SwapRequest.of(SHOP, STAGING));
  }

  /** Starts to swap staging into production. */
  Running swap() {
    return slots.swaps().swap(SwapRequest.of(SHOP, STAGING));
  }
}
