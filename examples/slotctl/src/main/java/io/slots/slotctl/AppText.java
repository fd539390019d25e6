package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Apps, for people. */
final class AppText {
  private AppText() {}

  static String apps(JsonNode answer) {
    JsonNode apps = answer.path("apps");
    return apps.isEmpty() ? "There is no app." : Words.joined(apps, "\n");
  }

  static String app(JsonNode app) {
    return app.path("name").asText()
        + ": "
        + Words.of(app.path("plan"), "tier")
        + ", "
        + app.path("plan").path("workers").asInt()
        + " instances a slot\n"
        + slots(app);
  }

  /** The slots of an app, with their shares of production's requests. */
  static String slots(JsonNode app) {
    Rows rows = Rows.of("slot", "host", "content", "ready", "traffic", "state");
    for (JsonNode slot : app.path("slots")) {
      rows.add(
          slot.path("name").asText(),
          slot.path("host").asText(),
          slot.path("content").path("version").asText("-"),
          SlotText.ready(slot),
          share(app, slot.path("name").asText()),
          SlotText.state(slot));
    }
    return rows.or("It has no slots.");
  }

  private static String share(JsonNode app, String slot) {
    JsonNode shares = app.path("traffic");
    if (slot.equals("production")) {
      double given = Words.stream(shares).mapToDouble(it -> it.path("percent").asDouble()).sum();
      return percent(100 - given);
    }
    return Words.stream(shares)
        .filter(it -> it.path("slot").asText().equals(slot))
        .map(it -> percent(it.path("percent").asDouble()))
        .findFirst()
        .orElse("-");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share);
  }
}
