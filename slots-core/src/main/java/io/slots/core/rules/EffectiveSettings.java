package io.slots.core.rules;

import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;

/**
 * Which settings instances see.
 *
 * @param policy says so
 */
public record EffectiveSettings(SettingsPolicy policy) {
  /** What the instances of {@code slot} are to run with, as the slot is now. */
  Settings of(App app, Slot slot) {
    return SettingsExchange.effective(
        policy.stickiness(app.stickyNames(), app.allSettings(), true), slot.settings());
  }
}
