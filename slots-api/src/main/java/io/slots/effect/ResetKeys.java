package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.SlotName;

/**
 * Makes new function keys for a slot; the old ones stop working (S4.10).
 *
 * @param app the app
 * @param slot the slot whose keys are reset
 */
public record ResetKeys(AppName app, SlotName slot) implements Effect {
  @Override
  public String describe() {
    return "reset the function keys of " + slot;
  }
}
