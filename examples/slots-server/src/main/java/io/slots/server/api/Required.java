package io.slots.server.api;

import io.slots.app.SlotName;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import org.jspecify.annotations.Nullable;

/** Fields that have to be there. */
final class Required {
  private Required() {}

  static <T> T of(String name, @Nullable T value) {
    if (value == null) {
      throw Trouble.badRequest("\"" + name + "\" is missing");
    }
    return value;
  }

  static SlotName slot(String name, @Nullable String value) {
    String given = of(name, value);
    return Exchange.given(() -> SlotName.of(given));
  }
}
