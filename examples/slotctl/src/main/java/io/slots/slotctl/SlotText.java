package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A slot, for people. */
final class SlotText {
  private SlotText() {}

  static String slot(JsonNode slot) {
    Rows rows = Rows.of("instance", "address", "");
    for (JsonNode instance : slot.path("instances")) {
      rows.add(
          instance.path("id").asText(),
          instance.path("address").asText(),
          instance.path("ready").asBoolean() ? "ready" : "not ready");
    }
    String head =
        slot.path("name").asText()
            + " at "
            + slot.path("host").asText()
            + ": "
            + slot.path("content").path("version").asText("no content")
            + ", "
            + state(slot);
    return (head + "\n" + rows.or("")).stripTrailing();
  }

  /** How many of its instances are ready. */
  static String ready(JsonNode slot) {
    JsonNode instances = slot.path("instances");
    long ready = Words.stream(instances).filter(it -> it.path("ready").asBoolean()).count();
    return ready + " of " + instances.size();
  }

  static String state(JsonNode slot) {
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
}
