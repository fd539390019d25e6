package io.slots.testkit;

import io.slots.effect.Effect;
import io.slots.spi.Call;
import java.time.Instant;

/**
 * A call of an SPI, as a fake saw it.
 *
 * @param at when
 * @param effect what was to be done
 * @param call on whose behalf
 */
public record RecordedCall(Instant at, Effect effect, Call call) {
  /** Returns the call in a line, without a value of a setting. */
  @Override
  public String toString() {
    return at
        + " "
        + effect.describe()
        + (call.attempt() == 1 ? "" : " (attempt " + call.attempt() + ")");
  }
}
