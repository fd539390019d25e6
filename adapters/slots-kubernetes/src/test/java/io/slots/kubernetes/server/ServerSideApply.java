package io.slots.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Map;

/**
 * What server-side apply does for one manager that forces its will: sets what it applies, takes
 * away what it applied before and does not any more, and leaves the rest. Lists are taken as a
 * whole.
 */
final class ServerSideApply {
  private ServerSideApply() {}

  static void apply(ObjectNode present, JsonNode wanted, JsonNode before) {
    for (Iterator<String> names = before.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!wanted.has(name)) {
        present.remove(name);
      }
    }
    for (Map.Entry<String, JsonNode> field : wanted.properties()) {
      JsonNode there = present.get(field.getKey());
      if (field.getValue().isObject() && there instanceof ObjectNode inner) {
        apply(inner, field.getValue(), before.path(field.getKey()));
      } else if (!field.getValue().isNull()) {
        present.set(field.getKey(), field.getValue());
      }
    }
  }
}
