package io.slots.operation;

import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.List;
import org.immutables.value.Value;

/** New instances of one content for one slot, and the gate that they pass. */
@Value.Immutable
public interface Batch {
  /** The slot. */
  SlotName slot();

  /** What they run. */
  Content content();

  /** The effective settings that they get. */
  Settings settings();

  /** How they are warmed up, where they are to serve production (S4.4). */
  WarmUpPlan warmUp();

  /** The identities of those that the library has made. */
  List<InstanceId> made();

  /** Those that the embedder made. */
  List<Instance> given();

  /** Says whether the instance is one of them. */
  default boolean has(InstanceId id) {
    return made().contains(id) || given().stream().anyMatch(it -> it.id().equals(id));
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Batch}. */
  final class Builder extends ImmutableBatch.Builder {
    Builder() {}
  }
}
