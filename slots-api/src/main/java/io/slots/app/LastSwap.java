package io.slots.app;

import java.time.Instant;
import org.immutables.value.Value;

/** The last swap that a slot took part in; it stands on both slots (S8.5). */
@Value.Immutable
public interface LastSwap {
  /** When routing was switched. */
  @Value.Parameter
  Instant at();

  /** The source. */
  @Value.Parameter
  SlotName source();

  /** The target. */
  @Value.Parameter
  SlotName target();

  /** Returns the record of a swap. */
  static LastSwap of(Instant at, SlotName source, SlotName target) {
    return ImmutableLastSwap.of(at, source, target);
  }
}
