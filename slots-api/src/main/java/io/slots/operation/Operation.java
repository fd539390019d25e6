package io.slots.operation;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/**
 * An operation under way: its facts and where it stands. It is stored in the app's aggregate and is
 * the app's lock (S1.7); an engine that finds it in a store can go on with it, whoever started it.
 */
@Value.Immutable
public interface Operation {
  /** Its identity. */
  OperationId id();

  /** The caller's identity for it, if one was given (S8.3). */
  Optional<RequestId> requestId();

  /** The app. */
  AppName app();

  /** Its facts, fixed when it started. */
  Task task();

  /** The limits in force for it. */
  Limits limits();

  /** Which engine drives it. */
  EngineId holder();

  /** Goes with every effect; a later holder has a higher one (S9.4). */
  long fencingToken();

  /** When it started. */
  Instant startedAt();

  /** When it went on after its pause (S5.2); the overall limit counts from then. */
  Optional<Instant> resumedAt();

  /** When it cancels itself, if it pauses and does not wait for ever (S5.2). */
  Optional<Instant> expiresAt();

  /**
   * What was decided while it pauses and cannot be done yet, because another operation of the app
   * is under way.
   */
  Optional<Decision> decision();

  /**
   * Whether somebody wants it turned back who does not drive it. The engine that does has to obey:
   * this is only stored while it stands before its point of no return (S5.3).
   */
  @Value.Default
  default boolean cancelled() {
    return false;
  }

  /** Where it stands. */
  Position position();

  /** The steps that have ended. */
  List<StepTime> steps();

  /** What was tried on the instances in those steps. */
  List<Attempt> attempts();

  /** The instances that a deployment has made so far. */
  List<Instance> provisioned();

  /** The instances that were restarted so far. */
  Set<InstanceId> restarted();

  /** The instances that did not come back so far. */
  Set<InstanceId> degraded();

  /** Why it is being undone, or what was left undone: in plain words. */
  Optional<String> reason();

  /** Says whether it is being undone. */
  default boolean isGoingBack() {
    return position().direction() == Direction.BACK;
  }

  /** Says whether its time to pause is over. */
  default boolean isExpired(Instant now) {
    return expiresAt().filter(it -> !it.isAfter(now)).isPresent();
  }

  /** Says whether it works on the slot, so that nothing else may change it meanwhile (S1.7). */
  default boolean holds(SlotName slot) {
    return task().slots().contains(slot);
  }

  /** Returns its state in prose (S8.1): a step's name, {@code paused}, {@code reverting}. */
  default String state() {
    if (isGoingBack()) {
      return "reverting: " + position().step();
    }
    return position().step() == StepName.AWAIT_DECISION ? "paused" : position().step().toString();
  }

  /** Returns a builder that starts from this operation. */
  default Builder toBuilder() {
    return builder().from(this);
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link Operation}. */
  final class Builder extends ImmutableOperation.Builder {
    Builder() {}
  }
}
