package io.slots.operation;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;

/** The report of an operation that has ended, as history keeps it (S8.1). It holds no settings. */
@Value.Immutable
public interface EndedOperation {
  /** Its identity. */
  OperationId id();

  /** The caller's identity for it, if one was given. */
  Optional<RequestId> requestId();

  /** The app. */
  AppName app();

  /** What kind of operation it was. */
  OperationKind kind();

  /** The slots it worked on; of a swap, source and target. */
  List<SlotName> slots();

  /** What it was, for people: {@code swap staging into production}. */
  String description();

  /** When it started. */
  Instant startedAt();

  /** When it ended. */
  Instant endedAt();

  /** How it ended. */
  Ending ending();

  /** Why it did not end as wanted; empty if it did. */
  Optional<String> reason();

  /** The steps, in the order in which they ended. */
  List<StepTime> steps();

  /** What was tried on the instances. */
  List<Attempt> attempts();

  /** The instances that did not come back, or could not be ended; {@link #reason()} tells which. */
  Set<InstanceId> degraded();

  /** The operation that it caused: the automatic swap after a deployment, for one (S6.1). */
  Optional<OperationId> followedBy();

  /** How long it took. */
  default Duration took() {
    return Duration.between(startedAt(), endedAt());
  }

  /** Returns the whole report as a table for people: its facts, its steps, and what was tried. */
  default String table() {
    return new ReportTable(this).text();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link EndedOperation}. */
  final class Builder extends ImmutableEndedOperation.Builder {
    Builder() {}
  }
}
