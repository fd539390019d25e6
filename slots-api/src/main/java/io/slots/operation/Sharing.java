package io.slots.operation;

import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.util.List;
import org.immutables.value.Value;

/**
 * Traffic rules that are to be set (S7.1). Whatever production's host leads to has passed the gate
 * (S9.1), so slots to which it did not lead before are warmed up first.
 */
@Value.Immutable
public interface Sharing {
  /** The shares that take the place of those that there are. */
  List<TrafficShare> shares();

  /** The slots that are warmed up before. */
  List<Admission> admissions();

  /** A slot to which production's host is to lead, and how its instances are warmed up. */
  @Value.Immutable
  interface Admission {
    /** The slot. */
    @Value.Parameter
    SlotName slot();

    /** The paths that each of its instances has to answer, and how (S4.4). */
    @Value.Parameter
    WarmUpPlan warmUp();

    /** Returns one. */
    static Admission of(SlotName slot, WarmUpPlan warmUp) {
      return ImmutableAdmission.of(slot, warmUp);
    }
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Sharing}. */
  final class Builder extends ImmutableSharing.Builder {
    Builder() {}
  }
}
