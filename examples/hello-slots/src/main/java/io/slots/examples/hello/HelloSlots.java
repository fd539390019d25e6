package io.slots.examples.hello;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.core.probe.HttpHealthProbe;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.io.PrintStream;

/** The first lines that one writes with Slots. */
public final class HelloSlots {
  private HelloSlots() {}

  /** Deploys v1 to production and v2 to staging, swaps them, and tells what happened. */
  public static void main(String[] args) {
    run(System.out);
  }

  static Outcome run(PrintStream out) {
    try (TinyPlatform platform = new TinyPlatform()) {
      // tag::readme[]
      AppName shop = AppName.of("shop");
      SlotName staging = SlotName.of("staging");

      try (Slots slots =
          Slots.builder()
              .restarter(platform) // how your instances restart
              .provisioner(platform) // how they are made and ended (optional)
              .probe(HttpHealthProbe.create()) // how their health is probed
              .router(platform) // how your traffic is routed
              .build()) {
        slots.apps().create(App.of(shop, Plan.premium(2)));
        slots.slots().create(shop, staging);
        slots
            .slots()
            .configure(
                shop, PRODUCTION, SettingsChange.setSticky(Setting.of("DATABASE", "orders")));
        slots
            .slots()
            .configure(shop, staging, SettingsChange.setSticky(Setting.of("DATABASE", "test")));
        slots.slots().deploy(shop, PRODUCTION, Content.of("v1")).await();
        slots.slots().deploy(shop, staging, Content.of("v2")).await();

        SwapEngine swaps = slots.swaps();
        SwapRequest swap = SwapRequest.of(shop, staging); // into production
        out.println(swaps.preview(swap)); // touches nothing
        Outcome outcome = swaps.swap(swap).await();
        if (outcome instanceof Outcome.Reverted reverted) {
          out.println("Production never noticed; staging is as it was: " + reverted.reason());
        }
        // end::readme[]
        out.println(outcome.report().description() + ": " + outcome.report().ending());
        return outcome;
      }
    }
  }
}
