package io.slots.operation;

import io.slots.app.Deployed;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * The facts of the repair of a slot: instances that an operation left degraded are restarted (S4.2,
 * S4.6). Those that come back get requests again; those that do not stay degraded.
 */
@Value.Immutable
public non-sealed interface Repair extends Task {
  /** The slot. */
  SlotName slot();

  /** What it has. */
  Deployed deployed();

  /** Which of its instances are restarted. */
  Set<InstanceId> instances();

  /** The effective settings that they get. */
  Settings settings();

  @Override
  default OperationKind kind() {
    return OperationKind.REPAIR;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(slot());
  }

  @Override
  default String describe() {
    return "repair " + slot();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Repair}. */
  final class Builder extends ImmutableRepair.Builder {
    Builder() {}
  }
}
