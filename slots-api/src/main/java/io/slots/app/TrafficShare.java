package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import java.math.BigDecimal;
import org.immutables.value.Value;

/**
 * A share of the production host's requests that goes to another slot: 0 to 100 %, in tenths
 * (S7.1). A slot with an explicit 0 % is reached only by clients that ask for it (S7.2).
 */
@Value.Immutable
public abstract class TrafficShare {
  TrafficShare() {}

  /** The slot that gets the share. */
  @Value.Parameter
  public abstract SlotName slot();

  /** The share in tenths of a per cent: 0 to 1000. */
  @Value.Parameter
  public abstract int perMille();

  /**
   * Returns the share of {@code percent} for {@code slot}.
   *
   * @throws RefusedException if it is not 0 to 100 in tenths, or the slot is production (S7.1)
   */
  public static TrafficShare of(SlotName slot, double percent) {
    if (!(percent >= 0 && percent <= 100) || perMille(percent).scale() > 0) {
      throw new RefusedException(
          Rule.of(7, 1),
          "a share of " + percent + " % for slot " + slot,
          "a share is 0 to 100 %, in tenths");
    }
    if (slot.isProduction()) {
      throw new RefusedException(
          Rule.of(7, 1), "a share for the production slot", "production gets what is left over");
    }
    return ImmutableTrafficShare.of(slot, perMille(percent).intValueExact());
  }

  private static BigDecimal perMille(double percent) {
    return BigDecimal.valueOf(percent).movePointRight(1).stripTrailingZeros();
  }

  /** Returns the share as it is written: {@code staging 12.5 %}. */
  @Override
  public final String toString() {
    return slot()
        + " "
        + BigDecimal.valueOf(perMille(), 1).stripTrailingZeros().toPlainString()
        + " %";
  }
}
