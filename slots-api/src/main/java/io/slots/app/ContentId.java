package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import org.immutables.value.Value;

/**
 * The identity of deployed content. It travels with the content through every swap, so it tells
 * which content a slot serves, whatever the slot is called. 1–128 characters, none of them white
 * space or control.
 */
@Value.Immutable
public abstract class ContentId {
  ContentId() {}

  /** The identity as text. */
  @Value.Parameter
  public abstract String value();

  /**
   * Returns the identity {@code value}.
   *
   * @throws RefusedException if it is empty, too long or has white space
   */
  public static ContentId of(String value) {
    if (value.isEmpty()
        || value.length() > 128
        || value.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isISOControl(c))) {
      throw new RefusedException(
          Rule.of(1, 4),
          "\"" + value + "\" is not a content id",
          "1 to 128 characters without white space");
    }
    return ImmutableContentId.of(value);
  }

  /** Returns the text. */
  @Override
  public final String toString() {
    return value();
  }
}
