package io.slots.command;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;

/**
 * Hides values in a text: as they are, each of their lines, and as JSON, URLs and Base64 have them.
 * A command that writes them in yet another way cannot be helped.
 */
record Mask(ImmutableSet<String> forms) {
  private static final String HIDDEN = "***";

  static Mask of(Collection<String> values) {
    ImmutableSet.Builder<String> forms = ImmutableSet.builder();
    for (String value : values) {
      forms.add(value);
      for (String line : Splitter.onPattern("\r?\n").split(value)) {
        forms.add(line, line.strip());
      }
      byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
      forms.add(Base64.getEncoder().encodeToString(bytes));
      forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
      forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
    }
    return new Mask(
        forms.build().stream()
            .filter(form -> !form.isBlank())
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
        java.util.Arrays.fill(hidden, at, at + form.length(), true);
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
