package io.slots.operation;

import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The facts of a deployment: which content comes to which slot, on which new instances. Until these
 * are available the slot serves what it has; if they do not become so, it keeps it.
 */
@Value.Immutable
public non-sealed interface Deployment extends Task {
  /** The new instances, with slot, content and settings. */
  Batch batch();

  /** What the slot had when the deployment started, if anything. */
  Optional<Deployed> former();

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
    return OperationKind.DEPLOYMENT;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(slot());
  }

  @Override
  default String describe() {
    return "deploy " + content().version() + " to " + slot();
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
