package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;

/** Settings, for people. */
final class SettingsText {
  private SettingsText() {}

  static String settings(JsonNode answer) {
    Rows rows = Rows.of("name", "kind", "value", "slot setting");
    for (JsonNode setting : answer.path("settings")) {
      rows.add(
          setting.path("name").asText(),
          kind(setting),
          setting.path("value").asText("(hidden)"),
          setting.path("slotSetting").asBoolean() ? "yes" : "no");
    }
    return rows.or("It has no settings.");
  }

  private static String kind(JsonNode setting) {
    String category = Words.of(setting, "category");
    return setting.hasNonNull("connectionType")
        ? category + ", " + Words.of(setting, "connectionType")
        : category;
  }
}
