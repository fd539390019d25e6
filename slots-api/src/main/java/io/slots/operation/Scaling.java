package io.slots.operation;

import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The facts of a move of an app to another plan, or to another number of workers: every slot gets
 * as many instances as production (S2.4). New ones pass the gate before they get a request; surplus
 * ones are drained and ended.
 */
@Value.Immutable
public non-sealed interface Scaling extends Task {
  /** The plan that the app is on afterwards. */
  Plan plan();

  /** The slots of the app. */
  @Override
  List<SlotName> slots();

  /** The new instances of each slot that gets some. */
  List<Batch> batches();

  /** The instances that are surplus. */
  Set<InstanceId> surplus();

  @Override
  default OperationKind kind() {
    return OperationKind.SCALING;
  }

  @Override
  default String describe() {
    return "move to plan " + plan().describe();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Scaling}. */
  final class Builder extends ImmutableScaling.Builder {
    Builder() {}
  }
}
