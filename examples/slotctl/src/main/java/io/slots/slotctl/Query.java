package io.slots.slotctl;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows the question mark of an address, if anything. */
final class Query {
  private final List<String> given = new ArrayList<>();

  /** Adds a parameter, if it has a value. */
  Query with(String name, @Nullable String value) {
    if (value != null) {
      given.add(name + "=" + Paths.part(value));
    }
    return this;
  }

  @Override
  public String toString() {
    return given.isEmpty() ? "" : "?" + String.join("&", given);
  }
}
