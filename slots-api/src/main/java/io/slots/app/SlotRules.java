package io.slots.app;

import io.slots.LimitExceededException;
import io.slots.RefusedException;
import io.slots.Rule;
import java.util.stream.Collectors;

/** The rules that a new slot, and a new plan, must pass (S1.2–S1.4, S2.3). */
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
    if (slot.deployed().isPresent()) {
      throw new RefusedException(
          Rule.of(1, 4),
          "new slot \"" + slot.name() + "\" has content",
          "create it empty, then deploy to it");
    }
    int limit = limits.slotLimit(app.plan());
    if (app.slots().size() >= limit) {
      throw new LimitExceededException(
          Rule.of(2, 3),
          hasSlots(app) + "; \"" + slot.name() + "\" would be one more",
          allows(app.plan(), limit)
              + "; "
              + (limit > 1 ? "delete one of " + furtherSlots(app) + ", or " : "")
              + "move the app to a plan that allows more");
    }
  }

  static void checkPlan(App app, Plan plan, LimitationPolicy limits) {
    int limit = limits.slotLimit(plan);
    if (app.slots().size() > limit) {
      throw new LimitExceededException(
          Rule.of(2, 3),
          hasSlots(app),
          allows(plan, limit)
              + "; delete "
              + (app.slots().size() - limit)
              + " or more of "
              + furtherSlots(app)
              + ", or stay on "
              + app.plan().describe());
    }
  }

  private static String hasSlots(App app) {
    int slots = app.slots().size();
    return "app "
        + app.name()
        + " has "
        + slots
        + (slots == 1 ? " slot" : " slots")
        + ", production included";
  }

  private static String allows(Plan plan, int limit) {
    return "plan " + plan.describe() + " allows " + limit;
  }

  /** The slots that can be deleted: all but production (S1.1). */
  private static String furtherSlots(App app) {
    return app.slots().keySet().stream()
        .filter(name -> !name.isProduction())
        .map(SlotName::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
