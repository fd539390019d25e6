package io.slots.examples.crash;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Slots;
import io.slots.examples.stage.service.BundledService;
import io.slots.operation.Operation;
import io.slots.operation.OperationHistory;
import io.slots.operation.Outcome;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;

/** The app that is swapped, before and after the orchestrators have it. For one thread. */
final class Shop {
  private final Slots slots;

  Shop(Slots slots) {
    this.slots = slots;
  }

  /** Makes the app: v1 in production, v2 in staging. */
  void open(int instances) {
    slots.apps().create(App.of(SHOP, Plan.premium(instances)));
    slots.slots().create(SHOP, STAGING);
    configure(PRODUCTION, "production", "orders");
    configure(STAGING, "staging", "orders-copy");
    deploy(PRODUCTION, "v1");
    deploy(STAGING, "v2");
  }

  /** Slot settings stay with their slot, whatever content comes and goes. */
  private void configure(SlotName slot, String environment, String database) {
    App unused =
        slots
            .slots()
            .configure(
                SHOP,
                slot,
                SettingsChange.setSticky(
                    Setting.of("ENVIRONMENT", environment), Setting.of("DATABASE", database)));
  }

  private void deploy(SlotName slot, String version) {
    Content content =
        Content.builder()
            .id(ContentId.of(version))
            .version(version)
            .addWarmUpPaths(BundledService.WARM_UP_PATH)
            .build();
    Outcome outcome = slots.slots().deploy(SHOP, slot, content).await();
    if (!outcome.isDone()) {
      throw new StuckException(outcome.report().reason().orElse(version + " did not start"));
    }
  }

  /** Sees to what the last orchestrator has left, and returns the history of the run. */
  OperationHistory settle() {
    slots
        .operations()
        .current(SHOP)
        .map(Operation::id)
        .ifPresent(
            it -> {
              boolean unused = slots.operations().follow(SHOP, it).awaitPause();
            });
    for (Operation paused : slots.operations().paused(SHOP)) {
      if (slots.operations().cancel(SHOP, paused.id()) instanceof Cancellation.Reverting it) {
        Outcome unused = it.operation().await();
      }
    }
    return slots.operations().history(SHOP, Integer.MAX_VALUE);
  }

  /** The public host name of a slot. */
  String host(SlotName slot) {
    return slots.apps().get(SHOP).host(slot).value();
  }

  /** The version that a slot has, as the store tells. */
  String version(SlotName slot) {
    return slots
        .apps()
        .get(SHOP)
        .slot(slot)
        .deployed()
        .map(it -> it.content().version())
        .orElse("nothing");
  }
}
