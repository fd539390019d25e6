package io.slots.operation;

import io.slots.RefusedException;
import io.slots.Rule;
import org.immutables.value.Value;

/**
 * An identity that the caller gives a request: the same one again returns the same operation and
 * starts no second one (S8.3). 1–128 characters, none of them a control character.
 */
@Value.Immutable
public abstract class RequestId {
  RequestId() {}

  /** The identity as text. */
  @Value.Parameter
  public abstract String value();

  /**
   * Returns the identity {@code value}.
   *
   * @throws RefusedException if it is empty or too long or has a control character
   */
  public static RequestId of(String value) {
    if (value.isEmpty()
        || value.length() > 128
        || value.chars().anyMatch(Character::isISOControl)) {
      throw new RefusedException(
          Rule.of(8, 3), "\"" + value + "\" is not a request id", "1 to 128 printable characters");
    }
    return ImmutableRequestId.of(value);
  }

  /** Returns the text. */
  @Override
  public final String toString() {
    return value();
  }
}
