package io.slots.settings;

import io.slots.RefusedException;
import io.slots.Rule;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * The name of a setting: 1–256 characters, none of them a control character or {@code =}, no white
 * space at either end. Names compare without regard to case; their spelling is kept (S3.1).
 */
@Value.Immutable
public abstract class SettingName implements Comparable<SettingName> {
  private static final int MAX_LENGTH = 256;

  SettingName() {}

  /** The name as it was written. */
  @Value.Parameter
  @Value.Auxiliary
  public abstract String spelling();

  /** The name in lower case, by which names compare. */
  @Value.Derived
  String folded() {
    return spelling().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name spelled {@code spelling}.
   *
   * @throws RefusedException if it is not a name (S3.1)
   */
  public static SettingName of(String spelling) {
    if (spelling.isBlank()
        || spelling.length() > MAX_LENGTH
        || !spelling.strip().equals(spelling)
        || hasForbidden(spelling)) {
      throw new RefusedException(
          Rule.of(3, 1),
          "\"" + shown(spelling) + "\" is not a setting name",
          "a name has 1 to 256 characters, no control character, no '=', no white space at its ends");
    }
    return ImmutableSettingName.of(spelling);
  }

  private static boolean hasForbidden(String spelling) {
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if (c == '=' || Character.isISOControl(c)) {
        return true;
      }
    }
    return false;
  }

  /** Who writes {@code NAME=value} for a name would find the value in a log (S3.7). */
  private static String shown(String spelling) {
    String shown = spelling.split("[=\\p{Cntrl}]", 2)[0];
    return shown.length() == spelling.length() ? shown : shown + "…";
  }

  /** Says whether the name ends in {@code suffix}, without regard to case. */
  boolean endsWith(String suffix) {
    return folded().endsWith(suffix.toLowerCase(Locale.ROOT));
  }

  @Override
  public final int compareTo(SettingName other) {
    return folded().compareTo(other.folded());
  }

  /** Returns the {@link #spelling()}. */
  @Override
  public final String toString() {
    return spelling();
  }
}
