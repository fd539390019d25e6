package io.slots;

import java.util.regex.Pattern;
import org.immutables.value.Value;

/**
 * The identity of an engine: a name, and which incarnation of it. The name may outlive a process,
 * as a host's or a pod's does; the incarnation does not.
 */
@Value.Immutable
public abstract class EngineId {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  EngineId() {}

  /** The name; 1–64 characters of {@code a-z A-Z 0-9 . _ -}. */
  @Value.Parameter
  public abstract String name();

  /** The incarnation; of the same characters. */
  @Value.Parameter
  public abstract String incarnation();

  /**
   * Returns an identity.
   *
   * @throws RefusedException if a part has other characters, or too few or too many
   */
  public static EngineId of(String name, String incarnation) {
    return ImmutableEngineId.of(checked(name), checked(incarnation));
  }

  /**
   * Returns the identity that {@link #toString} has written so.
   *
   * @throws RefusedException if it has not
   */
  public static EngineId parse(String text) {
    int slash = text.indexOf('/');
    return slash < 0 ? of(text, "1") : of(text.substring(0, slash), text.substring(slash + 1));
  }

  private static String checked(String part) {
    if (!FORM.matcher(part).matches()) {
      throw new RefusedException(
          Rule.of(9, 4),
          "\"" + part + "\" is not a part of an engine's identity",
          "1 to 64 of a-z A-Z 0-9 . _ -");
    }
    return part;
  }

  /** Returns {@code name/incarnation}. */
  @Override
  public final String toString() {
    return name() + "/" + incarnation();
  }
}
