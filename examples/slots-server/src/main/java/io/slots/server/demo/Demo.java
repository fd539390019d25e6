package io.slots.server.demo;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.HostName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.server.content.Packages;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Puts the demo app onto a server: {@code shop} with v1 in production and v2 in staging. */
public final class Demo {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");

  private final Slots slots;
  private final Packages packages;

  /** Puts it onto these. */
  public Demo(Slots slots, Packages packages) {
    this.slots = slots;
    this.packages = packages;
  }

  /** Puts it there, unless there is an app of that name. */
  public void play(HostName domain) {
    if (slots.apps().find(SHOP).isPresent()) {
      return;
    }
    App shop =
        slots.apps().create(App.builder().name(SHOP).plan(Plan.premium(1)).domain(domain).build());
    App staged = slots.slots().create(shop.name(), STAGING);
    configure(SlotName.PRODUCTION, "production", "orders");
    configure(staged.slot(STAGING).name(), "staging", "test");
    deploy(SlotName.PRODUCTION, "v1");
    deploy(STAGING, "v2");
  }

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
    try {
      Content content =
          packages.receive(
              new ByteArrayInputStream(DemoPackage.jar(version)), Optional.of(version));
      Outcome outcome = slots.slots().deploy(SHOP, slot, content).await();
      if (!outcome.isDone()) {
        throw new IllegalStateException(
            "the demo app does not start: " + outcome.report().reason().orElse(""));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the demo app cannot be kept", e);
    }
  }
}
