package io.slots.operation;

import io.slots.app.Deployed;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The facts of the deletion of a slot: its route is withdrawn, then its instances are drained and
 * ended (S1.6).
 */
@Value.Immutable
public non-sealed interface Deletion extends Task {
  /** The slot. */
  SlotName slot();

  /** What it had when the deletion started, if anything. */
  Optional<Deployed> former();

  @Override
  default OperationKind kind() {
    return OperationKind.DELETION;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(slot());
  }

  @Override
  default String describe() {
    return "delete slot " + slot();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Deletion}. */
  final class Builder extends ImmutableDeletion.Builder {
    Builder() {}
  }
}
