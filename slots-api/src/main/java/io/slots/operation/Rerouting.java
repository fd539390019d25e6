package io.slots.operation;

import io.slots.app.SlotName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The facts of a change of routes alone: a slot was made, stopped or started, or traffic rules were
 * set. A change other than of traffic rules is in the app already, and the operation brings it to
 * the router.
 */
@Value.Immutable
public non-sealed interface Rerouting extends Task {
  /** What was changed, for people. */
  String change();

  /** The slots that the change is of. */
  @Override
  List<SlotName> slots();

  /** The traffic rules, if it sets any. */
  Optional<Sharing> sharing();

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
    return builder().change(change).slots(slots).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Rerouting}. */
  final class Builder extends ImmutableRerouting.Builder {
    Builder() {}
  }
}
