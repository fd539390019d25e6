package io.slots.core.rules;

import com.google.common.base.Joiner;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.AppDeletion;
import io.slots.operation.Deletion;

/** What may be deleted, and the facts of a deletion (S1.6). Pure functions. */
public final class DeletionRules {
  private DeletionRules() {}

  /**
   * Returns the facts of the deletion of a slot.
   *
   * @throws RefusedException if it is production, gets a share of production's requests, or another
   *     slot is swapped into it automatically
   */
  public static Deletion deletion(App app, SlotName name) {
    Slot slot = app.slot(name);
    app.withoutSlot(slot.name());
    return Deletion.builder().slot(slot.name()).former(slot.deployed()).build();
  }

  /**
   * Returns the facts of the deletion of an app.
   *
   * @param cascade whether its further slots are deleted with it
   * @throws RefusedException if it has further slots and they are not
   */
  public static AppDeletion appDeletion(App app, boolean cascade) {
    if (!cascade && !app.furtherSlots().isEmpty()) {
      throw new RefusedException(
          Rule.of(1, 6),
          "app " + app.name() + " has further slots: " + Joiner.on(", ").join(app.furtherSlots()),
          "delete them first, or delete the app with its slots");
    }
    return AppDeletion.builder()
        .app(app.name())
        .slots(app.slots().keySet().stream().sorted().toList())
        .former(app.slots().values().stream().flatMap(it -> it.deployed().stream()).toList())
        .build();
  }
}
