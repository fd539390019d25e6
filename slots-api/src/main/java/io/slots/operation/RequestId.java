package io.slots.operation;

import io.slots.RefusedException;
import io.slots.Rule;
import org.immutables.value.Value;

/**
 * An identity that the caller gives a request: the same one again returns the same operation and
 * starts no second one (S8.3). 1–128 characters, none of them a control character.
 *
 * <p>In its app, an identity names one request for ever, also one that was reverted, refused in its
 * turn or cancelled, and whatever it was: given to another kind of request, or for another slot, it
 * still returns that first operation and starts nothing. So take a new one for each new request,
 * also to try again what was reverted; give the same one only to ask again for the same. It is
 * known for as long as the operation is in the app's history. What is refused with an exception has
 * used none.
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
