package io.slots.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings at the places by which the documents of a record name them. The same places make the
 * same object, as a swap has the same settings in several lists. For one thread.
 */
final class Placed {
  private final List<Setting> settings;
  private final Map<JsonNode, Settings> made = new HashMap<>();
  private final BitSet asked = new BitSet();

  Placed(List<Setting> settings) {
    this.settings = settings;
  }

  /** The settings at these places. */
  Settings at(String field, JsonNode places) {
    @Nullable Settings known = made.get(places);
    if (known == null) {
      known = make(field, places);
      made.put(places, known);
    }
    return known;
  }

  /** How many different ones were asked for so far. */
  int asked() {
    return asked.cardinality();
  }

  private Settings make(String field, JsonNode places) {
    if (!places.isArray()) {
      throw new UnreadableException("field " + field + " is no list");
    }
    ImmutableList.Builder<Setting> all = ImmutableList.builderWithExpectedSize(places.size());
    for (JsonNode place : places) {
      if (!place.canConvertToInt() || place.intValue() < 0 || place.intValue() >= settings.size()) {
        throw new UnreadableException("field " + field + " names a setting that is not there");
      }
      asked.set(place.intValue());
      all.add(settings.get(place.intValue()));
    }
    return Settings.of(all.build());
  }
}
