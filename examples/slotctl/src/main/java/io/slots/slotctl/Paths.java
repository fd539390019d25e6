package io.slots.slotctl;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Paths of the server's API. */
final class Paths {
  private Paths() {}

  /** Joins parts, each written as it must be in a path. */
  static String of(String... parts) {
    return Arrays.stream(parts).map(Paths::part).collect(Collectors.joining("/", "/", ""));
  }

  /** One part, or the value of a query's parameter. */
  static String part(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
