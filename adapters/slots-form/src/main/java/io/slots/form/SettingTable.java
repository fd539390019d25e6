package io.slots.form;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.slots.settings.Setting;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a record has anywhere, each of them once. Its other documents name them by
 * their place here, as a swap has each setting in half a dozen lists and changes none of them.
 */
final class SettingTable {
  private final ImmutableList<Setting> settings;
  private final ImmutableMap<Setting, Integer> places;

  /** Whether the app itself has every one of them, so that none is there for an operation alone. */
  private final boolean appHasAll;

  private SettingTable(
      ImmutableList<Setting> settings, ImmutableMap<Setting, Integer> places, boolean appHasAll) {
    this.settings = settings;
    this.places = places;
    this.appHasAll = appHasAll;
  }

  /** With these, in their order. */
  static SettingTable of(List<Setting> settings, boolean appHasAll) {
    ImmutableMap.Builder<Setting, Integer> places =
        ImmutableMap.builderWithExpectedSize(settings.size());
    for (int place = 0; place < settings.size(); place++) {
      places.put(settings.get(place), place);
    }
    return new SettingTable(ImmutableList.copyOf(settings), places.buildKeepingLast(), appHasAll);
  }

  ImmutableList<Setting> settings() {
    return settings;
  }

  int size() {
    return settings.size();
  }

  boolean appHasAll() {
    return appHasAll;
  }

  /** Where a setting stands, spelled as it is. */
  OptionalInt place(Setting setting) {
    return place(setting, settings, places);
  }

  /** Names that are spelled in two ways are equal, and are to be read as they were written. */
  static OptionalInt place(Setting setting, List<Setting> settings, Map<Setting, Integer> places) {
    @Nullable Integer place = places.get(setting);
    if (place == null) {
      return OptionalInt.empty();
    }
    if (isSame(settings.get(place), setting)) {
      return OptionalInt.of(place);
    }
    for (int other = 0; other < settings.size(); other++) {
      if (isSame(settings.get(other), setting)) {
        return OptionalInt.of(other);
      }
    }
    return OptionalInt.empty();
  }

  private static boolean isSame(Setting one, Setting other) {
    return one.equals(other) && one.name().spelling().equals(other.name().spelling());
  }
}
