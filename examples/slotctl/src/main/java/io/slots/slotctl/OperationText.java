package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Operations, for people. */
final class OperationText {
  private OperationText() {}

  static String operations(JsonNode answer) {
    Rows rows = Rows.of("operation", "what", "state", "started", "why");
    for (JsonNode it : answer.path("operations")) {
      rows.add(
          it.path("id").asText(),
          it.path("description").asText(),
          result(it),
          it.path("startedAt").asText(),
          it.path("reason").asText(""));
    }
    return rows.or("There are none.");
  }

  private static String result(JsonNode operation) {
    return operation.path("state").asText().equals("ended")
        ? Words.of(operation, "ending")
        : operation.path("state").asText() + at(operation);
  }

  private static String at(JsonNode operation) {
    return operation.hasNonNull("step")
        ? ", " + Words.of(operation, "step") + (isBack(operation) ? " (going back)" : "")
        : "";
  }

  private static boolean isBack(JsonNode operationOrStep) {
    return operationOrStep.path("direction").asText().equals("BACK");
  }

  /** In one line. */
  static String line(JsonNode operation) {
    return operation.path("id").asText()
        + " "
        + operation.path("description").asText()
        + ": "
        + result(operation);
  }

  /** With its steps, and what it waits for. */
  static String operation(JsonNode operation) {
    StringBuilder text = new StringBuilder(line(operation)).append('\n');
    if (operation.hasNonNull("reason")) {
      text.append("  because ").append(operation.path("reason").asText()).append('\n');
    }
    for (JsonNode step : operation.path("steps")) {
      text.append(
          String.format(
              Locale.ROOT,
              "  %-24s %-8s %,8d ms%n",
              Words.of(step, "step"),
              isBack(step) ? "undone" : "done",
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

  /** Where it stands, while it is followed. */
  static String progress(JsonNode operation) {
    String text = operation.path("description").asText() + ": " + result(operation);
    JsonNode wait = operation.path("waits").path(0);
    return Words.inOneLine(
        wait.isMissingNode() ? text : text + ", waits for " + wait.path("what").asText());
  }
}
