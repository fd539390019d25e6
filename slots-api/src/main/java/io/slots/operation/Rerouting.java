package io.slots.operation;

import io.slots.app.SlotName;
import java.util.List;
import org.immutables.value.Value;

/**
 * The facts of a change of routes alone: a slot was made, stopped or started, or traffic rules were
 * set. The change itself is in the app already; the operation brings it to the router.
 */
@Value.Immutable
public non-sealed interface Rerouting extends Task {
  /** What was changed, for people. */
  @Value.Parameter
  String change();

  /** The slots that the change is of. */
  @Override
  @Value.Parameter
  List<SlotName> slots();

  @Override
  default OperationKind kind() {
    return OperationKind.REROUTING;
  }

  @Override
  default String describe() {
    return change();
  }

  /** Returns the facts. */
  static Rerouting of(String change, List<SlotName> slots) {
    return ImmutableRerouting.of(change, slots);
  }
}
