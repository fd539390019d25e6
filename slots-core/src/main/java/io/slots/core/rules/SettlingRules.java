package io.slots.core.rules;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Settling;
import io.slots.settings.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a slot that was kept warm is settled, and the facts of that (S4.6, S4.9).
 *
 * @param effective which settings instances see
 */
public record SettlingRules(EffectiveSettings effective) {
  /** The slots whose time is over at {@code now}. */
  public static List<SlotName> due(App app, Instant now) {
    return app.slots().values().stream()
        .filter(slot -> slot.keptWarmUntil().filter(until -> !until.isAfter(now)).isPresent())
        .map(Slot::name)
        .sorted()
        .toList();
  }

  /** Returns the app in which the slot is not kept warm any more. */
  public static App released(App app, SlotName name) {
    return app.withSlot(name, Slot::notKeptWarm);
  }

  /**
   * Returns the facts, or nothing if the slot's instances run with what it has for them already.
   */
  public Optional<Settling> settling(App app, SlotName name) {
    Slot slot = app.slot(name);
    Settings settings = effective.of(app, slot);
    return slot.deployed()
        .filter(it -> !it.isStartedWith(settings))
        .map(Deployed::content)
        .map(
            content ->
                Settling.builder().slot(slot.name()).content(content).settings(settings).build());
  }
}
