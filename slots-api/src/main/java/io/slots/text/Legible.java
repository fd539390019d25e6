package io.slots.text;

/**
 * Makes text fit to be printed on one line by anybody: whatever would break the line, move the
 * cursor, turn the direction of writing or be invisible is written as an escape.
 */
final class Legible {
  private Legible() {}

  /** Returns {@code text} with an escape in the place of each such character. */
  static String of(String text) {
    if (text.codePoints().allMatch(Legible::isLegible)) {
      return text;
    }
    StringBuilder legible = new StringBuilder();
    text.codePoints()
        .forEach(
            character -> {
              if (isLegible(character)) {
                legible.appendCodePoint(character);
              } else {
                legible.append(escape(character));
              }
            });
    return legible.toString();
  }

  private static boolean isLegible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          false;
      case Character.FORMAT -> Width.isJoiner(character);
      default -> true;
    };
  }

  private static String escape(int character) {
    return switch (character) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u{%04X}", character);
    };
  }
}
