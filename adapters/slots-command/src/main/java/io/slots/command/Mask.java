package io.slots.command;

import com.google.common.collect.ImmutableSet;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;

/**
 * Hides values in a text, in all their {@link WrittenForms}.
 *
 * <p>What it cannot cover: a value that a command writes in yet another way, as in hexadecimal, in
 * other letter case, with percent signs before small digits, escaped twice, as {@code é} where it
 * has an é, or of which it writes a part only; the first and the last character of a Base64 that
 * holds a value and more, for those are made of both; and a Base64 of that kind on several lines. A
 * value that is common, such as {@code 1}, is hidden where it means something else too.
 */
record Mask(ImmutableSet<String> forms) {
  private static final String HIDDEN = "***";

  static Mask of(Collection<String> values) {
    return new Mask(
        values.stream()
            .flatMap(value -> WrittenForms.of(value).stream())
            .collect(ImmutableSet.toImmutableSet()));
  }

  /** How many bytes the longest of what is hidden has. */
  int longest() {
    return forms.stream()
        .mapToInt(form -> form.getBytes(StandardCharsets.UTF_8).length)
        .max()
        .orElse(0);
  }

  /**
   * Returns {@code text} from its character {@code start} on, with all hidden that is part of a
   * value in the whole text: so that a value that the start cuts in two is hidden too.
   */
  String apply(String text, int start) {
    boolean[] hidden = new boolean[text.length()];
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        Arrays.fill(hidden, at, at + form.length(), true);
      }
    }
    StringBuilder masked = new StringBuilder();
    for (int i = start; i < text.length(); i++) {
      if (!hidden[i]) {
        masked.append(text.charAt(i));
      } else if (i == start || !hidden[i - 1]) {
        masked.append(HIDDEN);
      }
    }
    return masked.toString();
  }

  /** How many there are; never the values. */
  @Override
  public String toString() {
    return "Mask of " + forms.size() + " forms";
  }
}
