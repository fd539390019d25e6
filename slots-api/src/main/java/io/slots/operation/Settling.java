package io.slots.operation;

import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.List;
import org.immutables.value.Value;

/**
 * The facts of step 6 of a swap that held it back (S4.6, S4.9): the instances that were kept warm
 * in the source are drained and get what the slot has for them.
 */
@Value.Immutable
public non-sealed interface Settling extends Task {
  /** The slot. */
  SlotName slot();

  /** What its instances run. */
  Content content();

  /** The effective settings that they get. */
  Settings settings();

  @Override
  default OperationKind kind() {
    return OperationKind.SETTLING;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(slot());
  }

  @Override
  default String describe() {
    return "settle " + slot() + ", which was kept warm";
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Settling}. */
  final class Builder extends ImmutableSettling.Builder {
    Builder() {}
  }
}
