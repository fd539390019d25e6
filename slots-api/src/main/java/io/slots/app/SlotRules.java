package io.slots.app;

import io.slots.LimitExceededException;
import io.slots.RefusedException;
import io.slots.Rule;

/** The rules that a new slot, and a new plan, must pass (S1.2, S1.3, S2.3). */
final class SlotRules {
  private SlotRules() {}

  static void checkNew(App app, Slot slot, LimitationPolicy limits) {
    if (slot.name().isProduction()) {
      throw new RefusedException(
          Rule.of(1, 2),
          "\"" + slot.name() + "\" is reserved: every app has its production slot",
          "give the slot another name");
    }
    if (app.find(slot.name()).isPresent()) {
      throw new RefusedException(
          Rule.of(1, 2),
          "app " + app.name() + " already has a slot \"" + app.slot(slot.name()).name() + "\"",
          "names are unique in the app without regard to case; it has " + app.slotNames());
    }
    for (Slot other : app.slots().values()) {
      if (app.host(other.name()).equals(app.host(slot.name()))) {
        throw new RefusedException(
            Rule.of(1, 3),
            "slots \""
                + other.name()
                + "\" and \""
                + slot.name()
                + "\" would both have the host "
                + app.host(slot.name()),
            "give the slot another name");
      }
    }
    int limit = limits.slotLimit(app.plan());
    if (app.slots().size() + 1 > limit) {
      throw new LimitExceededException(
          Rule.of(2, 3),
          "slot \""
              + slot.name()
              + "\" would be number "
              + (app.slots().size() + 1)
              + " of app "
              + app.name()
              + ", production included",
          "plan " + app.plan().describe() + " allows " + limit);
    }
  }

  static void checkPlan(App app, Plan plan, LimitationPolicy limits) {
    int limit = limits.slotLimit(plan);
    if (app.slots().size() > limit) {
      throw new LimitExceededException(
          Rule.of(2, 3),
          "app " + app.name() + " has " + app.slots().size() + " slots, production included",
          "plan "
              + plan.describe()
              + " allows "
              + limit
              + "; delete "
              + (app.slots().size() - limit)
              + " or more of "
              + app.slotNames()
              + ", or stay on "
              + app.plan().describe());
    }
  }
}
