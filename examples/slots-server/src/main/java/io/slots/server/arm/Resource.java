package io.slots.server.arm;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The objects that answers are made of. Fields that are null stay: clients tell the two apart. */
final class Resource {
  private Resource() {}

  /** Returns fields in their order: name, value, name, value … */
  static Map<String, @Nullable Object> of(@Nullable Object... pairs) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      fields.put(String.valueOf(pairs[i]), pairs[i + 1]);
    }
    return fields;
  }

  /** Returns a resource with its properties. */
  static Map<String, @Nullable Object> named(
      @Nullable String id, String name, String type, Object properties) {
    return of("id", id, "name", name, "type", type, "properties", properties);
  }

  /** Returns a page that is the only one. */
  static Map<String, @Nullable Object> page(List<?> values) {
    return of("value", values, "nextLink", null, "id", null);
  }
}
