package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The server's answers, for people. */
final class Tables {
  private Tables() {}

  static String apps(JsonNode answer) {
    return answer.path("apps").isEmpty() ? "There is no app." : lines(answer.path("apps"));
  }

  private static String lines(JsonNode names) {
    return stream(names).map(JsonNode::asText).collect(Collectors.joining("\n"));
  }

  static String app(JsonNode app) {
    return app.path("name").asText()
        + ": "
        + words(app.path("plan").path("tier").asText())
        + ", "
        + app.path("plan").path("workers").asInt()
        + " instances a slot\n"
        + slots(app);
  }

  static String slots(JsonNode app) {
    List<String[]> rows = new ArrayList<>();
    double left = 100;
    for (JsonNode share : app.path("traffic")) {
      left -= share.path("percent").asDouble();
    }
    for (JsonNode slot : app.path("slots")) {
      rows.add(
          new String[] {
            slot.path("name").asText(),
            slot.path("host").asText(),
            slot.path("content").path("version").asText("-"),
            ready(slot),
            share(app, slot.path("name").asText(), left),
            state(slot)
          });
    }
    return table(List.of("slot", "host", "content", "ready", "traffic", "state"), rows);
  }

  private static String ready(JsonNode slot) {
    long ready = stream(slot.path("instances")).filter(it -> it.path("ready").asBoolean()).count();
    return ready + " of " + slot.path("instances").size();
  }

  private static String share(JsonNode app, String slot, double left) {
    if (slot.equals("production")) {
      return percent(left);
    }
    return stream(app.path("traffic"))
        .filter(it -> it.path("slot").asText().equals(slot))
        .map(it -> percent(it.path("percent").asDouble()))
        .findFirst()
        .orElse("-");
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share);
  }

  private static String state(JsonNode slot) {
    List<String> marks = new ArrayList<>();
    if (slot.path("stopped").asBoolean()) {
      marks.add("stopped");
    }
    if (slot.hasNonNull("autoSwapTarget")) {
      marks.add("auto swap into " + slot.path("autoSwapTarget").asText());
    }
    if (slot.hasNonNull("keptWarmUntil")) {
      marks.add("kept warm until " + slot.path("keptWarmUntil").asText());
    }
    return marks.isEmpty() ? "in service" : String.join(", ", marks);
  }

  static String slot(JsonNode slot) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode instance : slot.path("instances")) {
      rows.add(
          new String[] {
            instance.path("id").asText(),
            instance.path("address").asText(),
            instance.path("ready").asBoolean() ? "ready" : "not ready"
          });
    }
    String head =
        slot.path("name").asText()
            + " at "
            + slot.path("host").asText()
            + ": "
            + slot.path("content").path("version").asText("no content")
            + ", "
            + state(slot);
    return rows.isEmpty() ? head : head + "\n" + table(List.of("instance", "address", ""), rows);
  }

  static String settings(JsonNode answer) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode setting : answer.path("settings")) {
      rows.add(
          new String[] {
            setting.path("name").asText(),
            words(setting.path("category").asText()),
            setting.path("value").asText("(hidden)"),
            setting.path("slotSetting").asBoolean() ? "yes" : "no"
          });
    }
    return rows.isEmpty()
        ? "It has no settings."
        : table(List.of("name", "kind", "value", "slot setting"), rows);
  }

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
      text.append(words(step.path("step").asText())).append('\n');
      step.path("effects").forEach(it -> text.append("  ").append(it.asText()).append('\n'));
    }
    return text.toString().stripTrailing();
  }

  private static String changes(String title, JsonNode preview, String slot, String settings) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode change : preview.path(settings)) {
      if (!change.path("kind").asText().equals("SAME")) {
        rows.add(
            new String[] {
              change.path("name").asText(),
              words(change.path("kind").asText()),
              words(change.path("stays").asText()),
              change.path("before").asText(""),
              change.path("after").asText("")
            });
      }
    }
    String head = title + ", " + preview.path(slot).asText() + ":";
    return rows.isEmpty()
        ? head + " none\n"
        : head + "\n" + table(List.of("setting", "change", "kind", "before", "after"), rows) + "\n";
  }

  private static String list(JsonNode values) {
    return values.isEmpty()
        ? "none"
        : stream(values).map(JsonNode::asText).collect(Collectors.joining(", "));
  }

  static String operations(JsonNode answer) {
    List<String[]> rows = new ArrayList<>();
    for (JsonNode it : answer.path("operations")) {
      rows.add(
          new String[] {
            it.path("id").asText(),
            it.path("description").asText(),
            result(it),
            it.path("startedAt").asText(),
            it.path("reason").asText("")
          });
    }
    return rows.isEmpty()
        ? "There are none."
        : table(List.of("operation", "what", "state", "started", "why"), rows);
  }

  private static String result(JsonNode operation) {
    return operation.path("state").asText().equals("ended")
        ? words(operation.path("ending").asText())
        : operation.path("state").asText() + at(operation);
  }

  private static String at(JsonNode operation) {
    return operation.hasNonNull("step")
        ? ", "
            + words(operation.path("step").asText())
            + (operation.path("direction").asText().equals("BACK") ? " (going back)" : "")
        : "";
  }

  static String operationLine(JsonNode operation) {
    return operation.path("id").asText()
        + " "
        + operation.path("description").asText()
        + ": "
        + result(operation);
  }

  static String operation(JsonNode operation) {
    StringBuilder text = new StringBuilder(operationLine(operation)).append('\n');
    if (operation.hasNonNull("reason")) {
      text.append("  because ").append(operation.path("reason").asText()).append('\n');
    }
    for (JsonNode step : operation.path("steps")) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-24s %-8s %,8d ms%n",
              words(step.path("step").asText()),
              step.path("direction").asText().equals("BACK") ? "undone" : "done",
              step.path("millis").asLong()));
    }
    for (JsonNode wait : operation.path("waits")) {
      text.append("  waits for ")
          .append(wait.path("what").asText())
          .append("; ")
          .append(wait.path("remedy").asText())
          .append('\n');
    }
    for (JsonNode instance : operation.path("degraded")) {
      text.append("  degraded: ").append(instance.asText()).append('\n');
    }
    return text.toString().stripTrailing();
  }

  static String progress(JsonNode operation) {
    String text = operation.path("description").asText() + ": " + result(operation);
    JsonNode wait = operation.path("waits").path(0);
    return wait.isMissingNode() ? text : text + ", waits for " + wait.path("what").asText();
  }

  /** UPDATE_ROUTING as "update routing". */
  private static String words(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static String table(List<String> heads, List<String[]> rows) {
    Column[] columns =
        heads.stream()
            .map(it -> new Column().header(it).headerAlign(HorizontalAlign.LEFT))
            .map(it -> it.dataAlign(HorizontalAlign.LEFT).maxWidth(60))
            .toArray(Column[]::new);
    return AsciiTable.getTable(
        AsciiTable.NO_BORDERS, columns, rows.stream().map(Tables::clean).toArray(String[][]::new));
  }

  /** What a value holds must not steer the terminal. */
  private static String[] clean(String[] row) {
    return Arrays.stream(row)
        .map(it -> it.codePoints().map(c -> Character.isISOControl(c) ? '\u00b7' : c))
        .map(
            it ->
                it.collect(
                    StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append))
        .map(StringBuilder::toString)
        .toArray(String[]::new);
  }
}
