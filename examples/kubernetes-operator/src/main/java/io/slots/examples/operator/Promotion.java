package io.slots.examples.operator;

import static io.slots.app.SlotName.PRODUCTION;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.HostName;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.operation.VersionRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings one app to what its resource says. Whatever was done before, by whomever, it looks at how
 * things are and does what is missing; so it may be asked again at any time.
 */
final class Promotion {
  static final SlotName STAGING = SlotName.of("staging");

  private final Slots slots;

  Promotion(Slots slots) {
    this.slots = slots;
  }

  /**
   * How it ended.
   *
   * @param done whether the wanted version is in production
   * @param reason one word for machines
   * @param message for people
   */
  record Result(boolean done, String reason, String message) {}

  /** Does it, which takes as long as instances take to start; {@code told} hears of each step. */
  Result bring(AppName name, SlottedAppSpec wanted, Consumer<String> told) {
    App app = prepared(name, wanted);
    if (runs(app, PRODUCTION, wanted.version)) {
      return new Result(true, "Promoted", wanted.version + " is in production");
    }
    Content content = Content.of(wanted.version, wanted.image);
    boolean isFirst = app.production().deployed().isEmpty();
    SlotName slot = isFirst ? PRODUCTION : STAGING;
    if (!runs(app, slot, wanted.version)) {
      told.accept("deploying " + wanted.version + " to " + slot);
      Outcome deployed = slots.slots().deploy(name, slot, content).await();
      if (!deployed.isDone()) {
        return new Result(false, "NotDeployed", why(deployed));
      }
    }
    if (!isFirst) {
      told.accept("swapping " + wanted.version + " into production");
      Optional<Running> swap = slots.swaps().bringVersion(VersionRequest.of(name, wanted.version));
      if (swap.isPresent()) {
        Outcome swapped = swap.get().await();
        if (!swapped.isDone()) {
          return new Result(false, "SwapReverted", why(swapped));
        }
      }
    }
    return new Result(true, "Promoted", wanted.version + " is in production");
  }

  /** The app with its two slots and their settings. */
  private App prepared(AppName name, SlottedAppSpec wanted) {
    if (slots.apps().find(name).isEmpty()) {
      App made =
          slots
              .apps()
              .create(
                  App.of(name, Plan.premium(wanted.workers)).toBuilder()
                      .domain(HostName.of(wanted.domain))
                      .build());
      slots.slots().create(made.name(), STAGING);
    }
    for (SlotName slot : new SlotName[] {PRODUCTION, STAGING}) {
      String key = slot.isProduction() ? "production" : "staging";
      wanted
          .slotSettings
          .getOrDefault(key, Map.of())
          .forEach((setting, value) -> configure(name, slot, setting, value, true));
    }
    // They travel with the content: production has them when the swap has brought them there.
    SlotName next = slots.apps().get(name).production().deployed().isEmpty() ? PRODUCTION : STAGING;
    if (!runs(slots.apps().get(name), PRODUCTION, wanted.version)) {
      wanted.settings.forEach((setting, value) -> configure(name, next, setting, value, false));
    }
    return slots.apps().get(name);
  }

  private void configure(
      AppName name, SlotName slot, String setting, String value, boolean sticky) {
    Optional<String> present = slots.apps().get(name).slot(slot).settings().appSetting(setting);
    if (!present.equals(Optional.of(value))) {
      Setting wanted = Setting.of(setting, value);
      slots
          .slots()
          .configure(
              name, slot, sticky ? SettingsChange.setSticky(wanted) : SettingsChange.set(wanted));
    }
  }

  /** What a slot runs; empty if nothing. */
  static String version(App app, SlotName slot) {
    return app.slot(slot).deployed().map(it -> it.content().version()).orElse("");
  }

  private static boolean runs(App app, SlotName slot, String version) {
    return version(app, slot).equals(version);
  }

  private static String why(Outcome outcome) {
    return outcome.report().reason().orElse("it ended: " + outcome.report().ending());
  }
}
