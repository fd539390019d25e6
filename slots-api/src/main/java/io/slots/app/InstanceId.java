package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import org.immutables.value.Value;

/**
 * The identity of an instance. It stays the same through restarts and swaps, and is never used
 * again. 1–128 characters of {@code a-z A-Z 0-9 . _ -}, so that it can be a file name or a label.
 */
@Value.Immutable
public abstract class InstanceId implements Comparable<InstanceId> {
  InstanceId() {}

  /** The identity as text. */
  @Value.Parameter
  public abstract String value();

  /**
   * Returns the identity {@code value}.
   *
   * @throws RefusedException if it has other characters, or too few or too many
   */
  public static InstanceId of(String value) {
    boolean ok =
        !value.isEmpty()
            && value.length() <= 128
            && value.chars().allMatch(InstanceId::isAllowed)
            && value.charAt(0) != '.';
    if (!ok) {
      throw new RefusedException(
          Rule.of(1, 3),
          "\"" + value + "\" is not an instance id",
          "1 to 128 characters of a-z A-Z 0-9 . _ -, the first not a dot");
    }
    return ImmutableInstanceId.of(value);
  }

  private static boolean isAllowed(int c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || c == '.'
        || c == '_'
        || c == '-';
  }

  @Override
  public final int compareTo(InstanceId other) {
    return value().compareTo(other.value());
  }

  /** Returns the text. */
  @Override
  public final String toString() {
    return value();
  }
}
