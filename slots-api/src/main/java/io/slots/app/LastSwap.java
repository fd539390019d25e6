package io.slots.app;

import io.slots.OperationId;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/** The last swap that a slot took part in; it stands on both slots (S8.5). */
@Value.Immutable
public interface LastSwap {
  /** The swap. */
  OperationId operation();

  /** When routing was switched. */
  Instant at();

  /** The source. */
  SlotName source();

  /** The target. */
  SlotName target();

  /** Whether virtual network integration stayed with the slots, as the swap's request asked. */
  boolean preservedVnet();

  /**
   * Until when the target's instances were to be kept warm when they left it; empty if they were
   * not. Back there by routing alone, they still are (S4.9).
   */
  Optional<Instant> targetKeptWarmUntil();

  /**
   * Whether the slot still has the settings and the content that the swap left it with, and the
   * same settings would stay. If not, the swap cannot be rolled back by its id (S4.9).
   */
  @Value.Default
  default boolean intact() {
    return true;
  }

  /** Returns this as the swap of a slot that was changed since. */
  default LastSwap disturbed() {
    return intact() ? builder().from(this).intact(false).build() : this;
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LastSwap}. */
  final class Builder extends ImmutableLastSwap.Builder {
    Builder() {}
  }
}
