package io.slots.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.RefusedException;
import io.slots.Rule;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A command line with placeholders, word by word; no shell takes it apart. */
record Template(ImmutableList<String> words) {
  /** The file with the settings. */
  static final String SETTINGS = "{settings}";

  private static final ImmutableSet<String> NAMES =
      ImmutableSet.of(
          "app",
          "slot",
          "instance",
          "content",
          "version",
          "location",
          "address",
          "host",
          "port",
          "settings");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z]+)}");

  /**
   * Returns the template of these words.
   *
   * @throws RefusedException if there is no program, or a placeholder that does not exist
   */
  static Template of(List<String> words) {
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw refused("a command without a program", "the program first, then its arguments");
    }
    for (String word : words) {
      Matcher matcher = PLACEHOLDER.matcher(word);
      while (matcher.find()) {
        if (!NAMES.contains(matcher.group(1))) {
          throw refused(
              "placeholder " + matcher.group() + " in the command of " + words.get(0),
              "one of {" + String.join("} {", NAMES) + "}");
        }
      }
    }
    return new Template(ImmutableList.copyOf(words));
  }

  boolean names(String placeholder) {
    return words.stream().anyMatch(word -> word.contains(placeholder));
  }

  /**
   * Returns the words with {@code values} in the place of their names, but for {@link #SETTINGS}.
   *
   * @throws RefusedException if a value is missing, or makes an option of an argument
   */
  ImmutableList<String> fill(Map<String, String> values) {
    return words.stream().map(word -> fill(word, values)).collect(ImmutableList.toImmutableList());
  }

  private String fill(String word, Map<String, String> values) {
    String filled =
        PLACEHOLDER
            .matcher(word)
            .replaceAll(match -> Matcher.quoteReplacement(value(match.group(), values)));
    if (filled.startsWith("-") && !word.startsWith("-")) {
      throw refused(
          "a value in the place of " + word + " that starts with a dash, as an option does",
          "another value, or a template where something stands before it");
    }
    if (filled.indexOf('\0') >= 0) {
      throw refused("a value in the place of " + word + " with a NUL character", "one without");
    }
    return filled;
  }

  private String value(String placeholder, Map<String, String> values) {
    if (placeholder.equals(SETTINGS)) {
      return placeholder;
    }
    @Nullable String value = values.get(placeholder.substring(1, placeholder.length() - 1));
    if (value == null) {
      throw refused(
          placeholder + " in the command of " + words.get(0) + ", which is not known here",
          "addresses(…) that tell where a new instance listens, and no address or content to stop");
    }
    return value;
  }

  static RefusedException refused(String problem, String accepted) {
    return new RefusedException(Rule.of(4, 11), problem, accepted);
  }
}
