package io.slots.testkit.sweep;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an app must be like after what has ended on it: an operation that was completed has had its
 * whole effect, any other none.
 */
final class Expected {
  /** What a slot must be like. */
  record Of(
      Optional<String> version,
      Settings settings,
      Optional<OperationId> lastSwap,
      Optional<SlotName> autoSwapTarget) {
    static Of slot(Slot slot) {
      return new Of(
          slot.deployed().map(it -> it.content().version()),
          slot.settings(),
          slot.lastSwap().map(it -> it.operation()),
          slot.autoSwapTarget());
    }
  }

  private final Map<SlotName, Of> slots = new TreeMap<>();
  private final App before;
  private boolean scaled;

  /** Begins with {@code before}. */
  Expected(App before) {
    this.before = before;
    before.slots().forEach((name, slot) -> slots.put(name, Of.slot(slot)));
  }

  /** What follows from {@code ended}, oldest first. */
  static Expected after(App before, List<EndedOperation> ended) {
    Expected expected = new Expected(before);
    ended.stream().map(Outcome::of).filter(Outcome::isDone).forEach(expected::done);
    return expected;
  }

  Map<SlotName, Of> slots() {
    return slots;
  }

  /** Whether the app was moved to another number of workers. */
  boolean isScaled() {
    return scaled;
  }

  private void done(Outcome outcome) {
    EndedOperation report = outcome.report();
    switch (report.kind()) {
      case SWAP -> swapped(report, report.slots().get(0), report.slots().get(1));
      case DEPLOYMENT -> {
        SlotName slot = report.slots().get(0);
        Of it = slot(slot);
        String version = report.description().split(" ", 3)[1];
        slots.put(
            slot, new Of(Optional.of(version), it.settings(), it.lastSwap(), it.autoSwapTarget()));
      }
      case SCALING -> scaled = true;
      case DELETION -> slots.remove(report.slots().get(0));
      case RESTART, REPAIR, SETTLING, REROUTING -> {
        // What the slots hold stays.
      }
      case APP_DELETION -> throw new AssertionError("an app that was deleted has no history");
    }
  }

  private Of slot(SlotName name) {
    return Optional.ofNullable(slots.get(name)).orElseThrow();
  }

  private void swapped(EndedOperation report, SlotName source, SlotName target) {
    Of one = slot(source);
    Of other = slot(target);
    SettingsExchange exchange =
        SettingsExchange.of(
            SettingsPolicy.functions2019()
                .stickiness(before.stickyNames(), List.of(one.settings(), other.settings()), true),
            one.settings(),
            other.settings());
    slots.put(
        source,
        new Of(
            other.version(),
            exchange.sourceAfter(),
            Optional.of(report.id()),
            one.autoSwapTarget()));
    slots.put(
        target,
        new Of(
            one.version(),
            exchange.targetAfter(),
            Optional.of(report.id()),
            other.autoSwapTarget()));
  }
}
