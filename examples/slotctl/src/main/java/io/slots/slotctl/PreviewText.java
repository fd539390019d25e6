package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;

/** What a swap would do, for people. */
final class PreviewText {
  private PreviewText() {}

  static String preview(JsonNode preview) {
    StringBuilder text = new StringBuilder();
    for (JsonNode refusal : preview.path("refusals")) {
      text.append("REFUSED  ")
          .append(refusal.path("problem").asText())
          .append("; accepted: ")
          .append(refusal.path("accepted").asText())
          .append(" (")
          .append(refusal.path("rule").asText())
          .append(")\n");
    }
    for (JsonNode warning : preview.path("warnings")) {
      text.append("WARNING  ").append(warning.path("text").asText()).append('\n');
    }
    text.append(changes("Source changes", preview, "source", "sourceSettings"));
    text.append(changes("Target changes", preview, "target", "targetSettings"));
    text.append("Restarts: ").append(list(preview.path("restarts"))).append('\n');
    text.append("Warm-up asks for: ").append(list(preview.path("warmUpPaths"))).append('\n');
    for (JsonNode step : preview.path("steps")) {
      text.append(Words.of(step, "step")).append('\n');
      step.path("effects").forEach(it -> text.append("  ").append(it.asText()).append('\n'));
    }
    return text.toString().stripTrailing();
  }

  private static String changes(String title, JsonNode preview, String slot, String settings) {
    Rows rows = Rows.of("setting", "change", "kind", "before", "after");
    for (JsonNode change : preview.path(settings)) {
      if (!change.path("kind").asText().equals("SAME")) {
        rows.add(
            change.path("name").asText(),
            Words.of(change, "kind"),
            Words.of(change, "stays"),
            change.path("before").asText(""),
            change.path("after").asText(""));
      }
    }
    String table = rows.or("");
    return title
        + ", "
        + preview.path(slot).asText()
        + (table.isEmpty() ? ": none\n" : ":\n" + table + "\n");
  }

  private static String list(JsonNode values) {
    return values.isEmpty() ? "none" : Words.joined(values, ", ");
  }
}
