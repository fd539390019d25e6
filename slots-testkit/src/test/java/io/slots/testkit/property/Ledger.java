package io.slots.testkit.property;

import io.slots.app.Cloning;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.StickyNames;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What each slot must hold, by the words of S3.4 and not by the engine's code: free settings go
 * with the content, all others stay. And where each value may be found at all.
 */
final class Ledger {
  private static final Set<SettingCategory> STAY =
      EnumSet.of(SettingCategory.SCALE, SettingCategory.CONTINUOUS_DEPLOYMENT);

  private final Map<SlotName, Settings> slots = new TreeMap<>();
  private final Set<SettingKey> marked = new HashSet<>();
  private final Set<Place> places = new HashSet<>();

  /** That a slot, or an instance that runs as one of it, may have the setting. */
  private record Place(Setting setting, SlotName slot) {}

  /** What the slots must hold. */
  Map<SlotName, Settings> slots() {
    return slots;
  }

  /** Whether the setting stays with its slot. */
  boolean stays(Setting setting) {
    return stays(setting.key());
  }

  private boolean stays(SettingKey key) {
    return STAY.contains(key.category())
        || key.name().toString().endsWith("_EXTENSION_VERSION")
        || marked.contains(key);
  }

  /** Whether the setting may be where {@code slot} is served, or is to be served. */
  boolean mayBeIn(SlotName slot, Setting setting) {
    return places.contains(new Place(setting, slot));
  }

  void created(SlotName slot) {
    slots.put(slot, Settings.none());
  }

  void cloned(SlotName slot, Cloning cloning) {
    StickyNames names = StickyNames.none().with(marked);
    hold(slot, cloning.of(of(cloning.source()), names));
  }

  void deleted(SlotName slot) {
    slots.remove(slot);
  }

  void set(SlotName slot, Setting setting) {
    hold(slot, of(slot).with(Settings.of(setting)));
  }

  private void hold(SlotName slot, Settings settings) {
    slots.put(slot, settings);
    settings.all().forEach(it -> places.add(new Place(it, slot)));
  }

  /** From now on it stays where it is. */
  void mark(SettingKey key) {
    if (marked.add(key)) {
      places.removeIf(it -> it.setting().key().equals(key));
      slots.forEach(this::hold);
    }
  }

  /** What runs somewhere already when it is marked, may. */
  void alreadyRuns(SlotName slot, Setting setting) {
    places.add(new Place(setting, slot));
  }

  void unmark(SettingKey key) {
    marked.remove(key);
  }

  /** What has ended has had its effect, if it was done. */
  void ended(EndedOperation report) {
    if (!Outcome.of(report).isDone()) {
      return;
    }
    switch (report.kind()) {
      case SWAP -> swapped(report.slots().get(0), report.slots().get(1));
      case DELETION -> deleted(report.slots().get(0));
      default -> {
        // No settings are changed.
      }
    }
  }

  private void swapped(SlotName source, SlotName target) {
    Settings one = of(source);
    Settings other = of(target);
    hold(source, one.only(this::stays).with(other.only(it -> !stays(it))));
    hold(target, other.only(this::stays).with(one.only(it -> !stays(it))));
  }

  private Settings of(SlotName slot) {
    return Optional.ofNullable(slots.get(slot)).orElseThrow();
  }
}
