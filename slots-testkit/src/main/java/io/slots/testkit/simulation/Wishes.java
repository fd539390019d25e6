package io.slots.testkit.simulation;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import java.util.List;

/** Draws what users want. */
final class Wishes {
  private final SimulationOptions options;

  Wishes(SimulationOptions options) {
    this.options = options;
  }

  Happening draw(Dice dice) {
    Wish wish = dice.oneOf(Wish.OFTEN_ENOUGH);
    AppName app = Town.app(dice.below(options.apps()));
    SlotName slot = dice.hit(75) ? Town.STAGING : Town.QA;
    SlotName other =
        dice.hit(80) ? SlotName.PRODUCTION : slot.equals(Town.QA) ? Town.STAGING : Town.QA;
    return new Asked(wish, app, slot, other, dice.below(1_000_000));
  }

  /**
   * A user asks an engine for something.
   *
   * @param number what else is drawn, is drawn from this
   */
  record Asked(Wish wish, AppName app, SlotName slot, SlotName other, int number)
      implements Happening {
    @Override
    public void happen(Town town) {
      town.ask(this);
    }

    @Override
    public String kind() {
      return wish.toString();
    }

    @Override
    public String describe() {
      return app + ": " + wish + " " + slot + ", " + other + " (" + number + ")";
    }

    @Override
    public boolean isWish() {
      return true;
    }

    /** What a user has deployed has a version of its own. */
    String version() {
      return "v" + number;
    }

    List<SlotName> slots() {
      return List.of(slot, other);
    }
  }
}
