package io.slots.form;

import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Tells at which places of a table settings stand, and notes which were asked for. */
abstract class Places {
  private final BitSet asked = new BitSet();

  /** In a table that is being made: what it does not have yet is added. */
  static Making making() {
    return new Making();
  }

  /** In a table that is there: what it does not have is noted as missing. */
  static Given given(SettingTable table) {
    return new Given(table);
  }

  int[] of(Settings settings) {
    Collection<Setting> all = settings.all();
    int[] places = new int[all.size()];
    int next = 0;
    for (Setting setting : all) {
      int place = of(setting);
      asked.set(place);
      places[next++] = place;
    }
    return places;
  }

  /** How many different ones were asked for so far. */
  int asked() {
    return asked.cardinality();
  }

  abstract int of(Setting setting);

  /** See {@link #making}. */
  static final class Making extends Places {
    private final List<Setting> settings = new ArrayList<>();
    private final Map<Setting, Integer> places = new HashMap<>();

    @Override
    int of(Setting setting) {
      OptionalInt known = SettingTable.place(setting, settings, places);
      if (known.isPresent()) {
        return known.getAsInt();
      }
      int place = settings.size();
      settings.add(setting);
      places.put(setting, place);
      return place;
    }

    /** The table, of which the app had that many. */
    SettingTable table(int ofApp) {
      return SettingTable.of(settings, ofApp == settings.size());
    }
  }

  /** See {@link #given}. */
  static final class Given extends Places {
    private final SettingTable table;
    private boolean missing;

    private Given(SettingTable table) {
      this.table = table;
    }

    @Override
    int of(Setting setting) {
      OptionalInt place = table.place(setting);
      missing |= place.isEmpty();
      return place.orElse(0);
    }

    boolean isMissing() {
      return missing;
    }
  }
}
