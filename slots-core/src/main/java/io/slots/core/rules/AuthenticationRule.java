package io.slots.core.rules;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.Slot;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import java.util.Optional;

/** S5.2: no swap with preview where one of the slots has authentication enabled. */
final class AuthenticationRule {
  private static final String SWITCH = "enabled";

  private AuthenticationRule() {}

  static Optional<Refusal> refusal(Slot slot) {
    return isEnabled(slot)
        ? Optional.of(
            Refusal.of(
                Rule.of(5, 2),
                "slot \"" + slot.name() + "\" has authentication enabled",
                "swap without preview, or turn authentication off in both slots"))
        : Optional.empty();
  }

  /** Authentication that is configured counts as enabled, unless it says otherwise. */
  private static boolean isEnabled(Slot slot) {
    boolean configured = false;
    for (Setting setting : slot.settings().all()) {
      if (setting.category() == SettingCategory.AUTHENTICATION) {
        if (setting.name().spelling().equalsIgnoreCase(SWITCH)) {
          return !setting.value().strip().equalsIgnoreCase("false");
        }
        configured = true;
      }
    }
    return configured;
  }
}
