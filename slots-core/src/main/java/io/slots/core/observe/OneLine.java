package io.slots.core.observe;

import com.google.common.base.CharMatcher;

/**
 * Texts of others, made fit for a line of a log: an exception of a platform may have many lines,
 * and a line break in it would forge a line of ours.
 */
final class OneLine {
  private static final int LONGEST = 1_000;
  private static final CharMatcher BREAKS =
      CharMatcher.javaIsoControl().or(CharMatcher.anyOf("\u2028\u2029"));

  private OneLine() {}

  static String of(String text) {
    String line = BREAKS.collapseFrom(text, ' ').strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
  }
}
