package io.slots.text;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Breaks a text into lines: at a space if there is one, else after a separator within a name that
 * leaves no line half empty, else wherever the line is full. The lines after the first are
 * indented, so that nobody takes them for a text of their own.
 */
final class Wrapping {
  private static final String HANGING = "  ";
  private static final CharMatcher SEPARATORS = CharMatcher.anyOf("-_./:;,&=");

  private Wrapping() {}

  /** Returns {@code whole} as lines of at most {@code width} columns; at least one line. */
  static List<String> wrap(String whole, int width) {
    String text = whole.stripTrailing();
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    String indent = "";
    int start = 0;
    int full = Width.fitting(text, start, width);
    while (full < text.length()) {
      int end = breakUpTo(full, start, text);
      lines.add((indent + text.substring(start, end)).stripTrailing());
      start = skipSpaces(text, end);
      indent = HANGING;
      full = Width.fitting(text, start, width - HANGING.length());
    }
    return lines.add(indent + text.substring(start)).build();
  }

  private static int breakUpTo(int full, int start, String text) {
    int space = text.lastIndexOf(' ', full);
    if (space > start) {
      return space;
    }
    int half = start + (full - start) / 2;
    for (int end = full; end > half; end--) {
      if (SEPARATORS.matches(text.charAt(end - 1))) {
        return end;
      }
    }
    return full;
  }

  private static int skipSpaces(String text, int index) {
    int next = index;
    while (next < text.length() && text.charAt(next) == ' ') {
      next++;
    }
    return next;
  }
}
