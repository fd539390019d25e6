package io.slots.app;

import com.google.common.hash.Hashing;
import io.slots.RefusedException;
import io.slots.Rule;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.immutables.value.Value;

/** A public host name, in lower case and without a port (S1.3). */
@Value.Immutable
public abstract class HostName implements Comparable<HostName> {
  private static final int LONGEST_LABEL = 60;
  private static final int APP_PART = 40;
  private static final int SLOT_PART = 15;
  private static final int HASH_PART = 4;
  private static final int LONGEST = 253;

  /** How long a domain may be, so that every slot's host name under it is one. */
  static final int LONGEST_DOMAIN = LONGEST - LONGEST_LABEL - 1;

  private static final Pattern FORM =
      Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

  HostName() {}

  /** The name. */
  @Value.Parameter
  public abstract String value();

  /**
   * Returns the host name {@code value}, in lower case.
   *
   * @throws RefusedException if it is not a host name (S1.3)
   */
  public static HostName of(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.length() > LONGEST || !FORM.matcher(lower).matches()) {
      throw new RefusedException(
          Rule.of(1, 3),
          "\"" + value + "\" is not a host name",
          "a host name is labels of a-z 0-9 - between dots, 63 characters each, 253 in all at most");
    }
    return ImmutableHostName.of(lower);
  }

  /**
   * Returns the public host name of a slot: {@code <app>.<domain>} for production, {@code
   * <app>-<slot>.<domain>} for the others, cut and hashed where that label passes 60 characters
   * (S1.3).
   */
  static HostName of(AppName app, SlotName slot, HostName domain) {
    return ImmutableHostName.of(label(app, slot) + "." + domain.value());
  }

  private static String label(AppName app, SlotName slot) {
    if (slot.isProduction()) {
      return app.folded();
    }
    String whole = app.folded() + "-" + slot.folded();
    if (whole.length() <= LONGEST_LABEL) {
      return whole;
    }
    return cut(app.folded(), APP_PART)
        + "-"
        + cut(slot.folded(), SLOT_PART)
        + hash(app.folded() + "/" + slot.folded());
  }

  private static String cut(String name, int length) {
    return name.length() <= length ? name : name.substring(0, length);
  }

  /**
   * The slash keeps app {@code a-b} + slot {@code c} apart from app {@code a} + slot {@code b-c}.
   */
  private static String hash(String fullNames) {
    byte[] digest = Hashing.sha256().hashString(fullNames, StandardCharsets.UTF_8).asBytes();
    String digits = new BigInteger(1, digest).toString(36);
    return digits.substring(digits.length() - HASH_PART);
  }

  @Override
  public final int compareTo(HostName other) {
    return value().compareTo(other.value());
  }

  /** Returns the name. */
  @Override
  public final String toString() {
    return value();
  }
}
