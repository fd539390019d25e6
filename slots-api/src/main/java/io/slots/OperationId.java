package io.slots;

import java.util.regex.Pattern;
import org.immutables.value.Value;

/** The identity of an operation (S8.1); 1–64 characters of {@code a-z A-Z 0-9 -}. */
@Value.Immutable
public abstract class OperationId {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,64}");

  OperationId() {}

  /** The identity as text. */
  @Value.Parameter
  public abstract String value();

  /**
   * Returns the identity {@code value}.
   *
   * @throws RefusedException if it has other characters, or too few or too many
   */
  public static OperationId of(String value) {
    if (!FORM.matcher(value).matches()) {
      throw new RefusedException(
          Rule.of(8, 1), "\"" + value + "\" is not an operation id", "1 to 64 of a-z A-Z 0-9 -");
    }
    return ImmutableOperationId.of(value);
  }

  /** Returns the text. */
  @Override
  public final String toString() {
    return value();
  }
}
