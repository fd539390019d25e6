package io.slots.app;

import com.google.common.base.Joiner;
import io.slots.LimitExceededException;
import io.slots.RefusedException;
import io.slots.Rule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
              + (limit > 1 ? "delete one of " + text(app.furtherSlots()) + ", or " : "")
              + "move the app to a plan that allows more");
    }
  }

  /** Each slot has one share at most, and they add up to 100 % at most (S7.1). */
  static void checkShares(App app) {
    Set<SlotName> named = new HashSet<>();
    int sum = 0;
    for (TrafficShare share : app.traffic()) {
      SlotName slot = app.slot(share.slot()).name();
      if (!named.add(slot)) {
        throw new RefusedException(
            Rule.of(7, 1), "slot " + slot + " has two shares", "give each slot one share");
      }
      sum += share.perMille();
    }
    if (sum > 1000) {
      throw new RefusedException(
          Rule.of(7, 1), "shares " + app.traffic() + " add up to more than 100 %", "at most 100 %");
    }
  }

  static void checkPlan(App app, Plan plan, LimitationPolicy limits) {
    int limit = limits.slotLimit(plan);
    String otherwise =
        plan.equals(app.plan()) ? "take another plan" : "stay on " + app.plan().describe();
    if (app.slots().size() > limit) {
      throw new LimitExceededException(
          Rule.of(2, 3),
          hasSlots(app),
          allows(plan, limit)
              + "; delete "
              + (app.slots().size() - limit)
              + " or more of "
              + text(app.furtherSlots())
              + ", or "
              + otherwise);
    }
    for (Slot slot : app.slots().values()) {
      if (slot.ownPlan().isEmpty()) {
        checkAutoSwapOn(slot, plan, otherwise, limits);
      } else if (!limits.allowsMovingOneSlot(plan)) {
        throw new RefusedException(
            Rule.of(2, 5),
            "slot \""
                + slot.name()
                + "\" is on a plan of its own, which plan "
                + plan.describe()
                + " does not allow",
            "move it back first, or " + otherwise);
      }
    }
  }

  private static void checkAutoSwapOn(
      Slot slot, Plan plan, String otherwise, LimitationPolicy limits) {
    if (slot.autoSwapTarget().isPresent() && !limits.allowsAutoSwap(plan)) {
      throw new RefusedException(
          Rule.of(6, 1),
          "slot \""
              + slot.name()
              + "\" swaps automatically, which plan "
              + plan.describe()
              + " does not allow",
          "turn that off first, or " + otherwise);
    }
  }

  static void checkDeletion(App app, Slot slot) {
    if (slot.name().isProduction()) {
      throw new RefusedException(
          Rule.of(1, 1),
          "the production slot of app " + app.name() + " cannot be deleted alone",
          "delete the app");
    }
    for (TrafficShare share : app.traffic()) {
      if (share.slot().equals(slot.name()) && share.perMille() > 0) {
        throw new RefusedException(
            Rule.of(1, 6),
            "slot \"" + slot.name() + "\" gets a share of production's requests: " + share,
            "take its traffic rule away first");
      }
    }
    for (Slot other : app.slots().values()) {
      if (other.autoSwapTarget().filter(slot.name()::equals).isPresent()) {
        throw new RefusedException(
            Rule.of(1, 6),
            "slot \"" + other.name() + "\" is swapped automatically into \"" + slot.name() + "\"",
            "turn that off first");
      }
    }
  }

  static void checkAutoSwap(App app, Slot slot, Slot target, LimitationPolicy limits) {
    if (slot.name().isProduction()) {
      throw new RefusedException(
          Rule.of(6, 1),
          "the production slot cannot be swapped automatically",
          "name one of " + text(app.furtherSlots()));
    }
    if (slot.name().equals(target.name())) {
      throw new RefusedException(
          Rule.of(6, 1),
          "slot \"" + slot.name() + "\" cannot be swapped automatically into itself",
          "name another target: it has " + app.slotNames());
    }
    Plan plan = app.planOf(slot.name());
    if (!limits.allowsAutoSwap(plan)) {
      throw new RefusedException(
          Rule.of(6, 1),
          "plan " + plan.describe() + " does not allow automatic swaps",
          "swap after the deployment, or move the app to a Windows plan");
    }
  }

  static void checkMove(App app, Slot slot, Plan plan, LimitationPolicy limits) {
    if (slot.name().isProduction()) {
      throw new RefusedException(
          Rule.of(2, 5), "the production slot cannot be moved alone", "move the app");
    }
    for (Plan each : List.of(app.plan(), plan)) {
      if (!limits.allowsMovingOneSlot(each)) {
        throw new RefusedException(
            Rule.of(2, 5),
            "plan " + each.describe() + " does not let a slot be moved alone",
            "an App Service plan: Basic, Standard, Premium or Isolated; or move the app");
      }
    }
    checkAutoSwapOn(slot, plan, "name a Windows plan", limits);
  }

  static void checkMoveBack(App app, Slot slot, LimitationPolicy limits) {
    checkAutoSwapOn(slot, app.plan(), "leave it on its own plan", limits);
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

  private static String text(List<SlotName> slots) {
    return Joiner.on(", ").join(slots);
  }
}
