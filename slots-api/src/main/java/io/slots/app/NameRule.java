package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import java.util.regex.Pattern;

/**
 * What app and slot names have in common: letters, digits and hyphens, no hyphen at either end
 * (S1.2).
 */
final class NameRule {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?");

  private NameRule() {}

  static void check(String what, String name, int longest) {
    if (name.length() < 2 || name.length() > longest || !FORM.matcher(name).matches()) {
      throw new RefusedException(
          Rule.of(1, 2),
          "\"" + name + "\" is not " + what + " name",
          "a name has 2 to " + longest + " of a-z A-Z 0-9 -, and no hyphen at its ends");
    }
  }
}
