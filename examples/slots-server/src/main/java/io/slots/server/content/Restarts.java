package io.slots.server.content;

import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.server.http.Trouble;

/**
 * Restarts a slot by a deployment of what it has: new instances are started with the slot's
 * settings as they are now, and take over without a request lost. A deployment is what swaps a slot
 * by itself, and a restart must not (S6.1): so where it would, it is refused.
 */
public final class Restarts {
  private final Slots slots;

  /** Restarts slots of these. */
  public Restarts(Slots slots) {
    this.slots = slots;
  }

  /** Begins a restart. */
  public Running restart(AppName app, SlotName name) {
    Slot slot = slots.apps().get(app).slot(name);
    if (slot.autoSwapTarget().isPresent()) {
      throw Trouble.conflict(
          "slot \""
              + name
              + "\" is swapped automatically, and here a restart is a deployment of what it has,"
              + " which would be swapped too; turn that off first, or deploy");
    }
    Deployed deployed =
        slot.deployed()
            .orElseThrow(
                () ->
                    Trouble.conflict(
                        "slot \"" + name + "\" has no content to restart; deploy to it first"));
    return slots.slots().deploy(app, name, deployed.content());
  }
}
