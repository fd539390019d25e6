package io.slots.operation;

import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The facts of a deployment: which content comes to which slot, on which new instances. Until these
 * are available the slot serves what it has; if they do not become so, it keeps it.
 */
@Value.Immutable
public non-sealed interface Deployment extends Task {
  /** The slot. */
  SlotName slot();

  /** What is deployed. */
  Content content();

  /** The identities of the instances that are made for it; none if the embedder gives them. */
  List<InstanceId> newInstances();

  /** The instances that the embedder made for it; none if the library makes them. */
  List<Instance> givenInstances();

  /** What the slot had when the deployment started, if anything. */
  Optional<Deployed> former();

  /** The effective settings that the new instances get. */
  Settings settings();

  /** How the new instances are warmed up. */
  WarmUpPlan warmUp();

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
