package io.slots.operation;

import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The facts of a deployment: which content comes to which slot, on which new instances. Until these
 * are available the slot serves what it has; if they do not become so, it keeps it. A restart is
 * the same with what the slot has already.
 */
@Value.Immutable
public non-sealed interface Deployment extends Task {
  /** The new instances, with slot, content and settings. */
  Batch batch();

  /** What the slot had when the deployment started, if anything. */
  Optional<Deployed> former();

  /**
   * Whether the slot only gets what it has once more. Then nothing is swapped automatically after
   * it (S6.1), and a swap before it can still be rolled back (S4.9).
   */
  @Value.Default
  default boolean restart() {
    return false;
  }

  /** The slot. */
  default SlotName slot() {
    return batch().slot();
  }

  /** What is deployed. */
  default Content content() {
    return batch().content();
  }

  @Override
  default OperationKind kind() {
    return restart() ? OperationKind.RESTART : OperationKind.DEPLOYMENT;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(slot());
  }

  @Override
  default String describe() {
    return restart() ? "restart " + slot() : "deploy " + content().version() + " to " + slot();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Deployment}. */
  final class Builder extends ImmutableDeployment.Builder {
    Builder() {}
  }
}
