package io.slots.testkit.semantics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a rule, as S4.8; or of a chapter as a whole, as S4.
 *
 * @param chapter the 4 of S4.8
 * @param rule the 8 of S4.8; 0 means the chapter as a whole
 */
record RuleNumber(int chapter, int rule) implements Comparable<RuleNumber> {
  private static final Comparator<RuleNumber> ORDER =
      Comparator.comparingInt(RuleNumber::chapter).thenComparingInt(RuleNumber::rule);

  private static final Pattern FORM =
      Pattern.compile("\\bS([1-9][0-9]{0,2})(?:\\.([1-9][0-9]{0,2}))?+\\b");

  private static final Pattern BETWEEN = Pattern.compile("[\\s,:/]*");

  /** The numbers at the start of a text, one after another: those that a test proves. */
  static List<RuleNumber> leading(String text) {
    List<RuleNumber> numbers = new ArrayList<>();
    Matcher number = FORM.matcher(text);
    Matcher between = BETWEEN.matcher(text);
    int start = 0;
    while (number.region(start, text.length()).lookingAt()) {
      numbers.add(of(number));
      between.region(number.end(), text.length()).lookingAt();
      start = between.end();
    }
    return numbers;
  }

  /** All numbers in a text. */
  static List<RuleNumber> anywhere(String text) {
    return FORM.matcher(text).results().map(RuleNumber::of).toList();
  }

  private static RuleNumber of(MatchResult found) {
    String rule = found.group(2);
    return new RuleNumber(
        Integer.parseInt(found.group(1)), rule == null ? 0 : Integer.parseInt(rule));
  }

  boolean isChapter() {
    return rule == 0;
  }

  @Override
  public int compareTo(RuleNumber other) {
    return ORDER.compare(this, other);
  }

  /** Returns the number as it is written. */
  @Override
  public String toString() {
    return "S" + chapter + (isChapter() ? "" : "." + rule);
  }
}
