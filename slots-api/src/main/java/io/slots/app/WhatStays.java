package io.slots.app;

import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.SettingName;
import io.slots.settings.Settings;
import io.slots.settings.SettingsPolicy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What decides, beside the slot settings, which settings stay with their slots: the overrides,
 * which count only if every slot has them, and what a service connector made (S3.2, S3.3). Where it
 * changes, no swap of before can be taken back exactly (S4.9).
 *
 * @param preserving the values of one override, in whatever slots
 * @param versions the values of the other
 * @param connected the names that a service connector made
 */
record WhatStays(
    Set<Optional<String>> preserving, Set<Optional<String>> versions, Set<SettingKey> connected) {
  /** Returns {@code after}, as changed in every slot if {@code before} decides otherwise. */
  static App compared(App before, App after) {
    if (of(before.allSettings()).equals(of(after.allSettings()))) {
      return after;
    }
    App disturbed = after;
    for (SlotName slot : after.slots().keySet()) {
      disturbed = disturbed.withSlot(slot, Slot::disturbed);
    }
    return disturbed;
  }

  private static WhatStays of(List<Settings> slots) {
    return new WhatStays(
        values(slots, SettingsPolicy.OVERRIDE_PRESERVE),
        values(slots, SettingsPolicy.OVERRIDE_EXTENSION_VERSIONS),
        slots.stream()
            .flatMap(it -> it.all().stream())
            .filter(Setting::madeByServiceConnector)
            .map(Setting::key)
            .collect(Collectors.toSet()));
  }

  private static Set<Optional<String>> values(List<Settings> slots, SettingName override) {
    return slots.stream().map(it -> it.appSetting(override.spelling())).collect(Collectors.toSet());
  }

  /** Returns the names, no value (S3.7). */
  @Override
  public String toString() {
    return connected.toString();
  }
}
