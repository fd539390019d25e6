package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Answers of the server, in words. */
final class Words {
  private Words() {}

  /** UPDATE_ROUTING as "update routing". */
  static String of(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The name that a field holds, in words. */
  static String of(JsonNode object, String field) {
    return of(object.path(field).asText());
  }

  static Stream<JsonNode> stream(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  /** The texts of an array, with something between them. */
  static String joined(JsonNode array, String between) {
    return stream(array).map(JsonNode::asText).collect(Collectors.joining(between));
  }

  /** What a value holds must not steer the terminal: a dot stands for what would. */
  static String inOneLine(String text) {
    return without(text, Character::isISOControl);
  }

  /** The same, of lines. */
  static String inLines(String text) {
    return without(text, it -> it != '\n' && Character.isISOControl(it));
  }

  private static String without(String text, IntPredicate steers) {
    return text.codePoints()
        .map(it -> steers.test(it) ? '\u00b7' : it)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
