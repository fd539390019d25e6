package io.slots.spi;

import com.google.common.collect.ImmutableList;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * All that is stored of an app: one aggregate, one version. Because the operation under way is part
 * of it, it is the lock, and there is no half state.
 */
@Value.Immutable
public interface AppRecord {
  /** The app. */
  App app();

  /** Counts the writes; 1 for the first. */
  long version();

  /**
   * The highest fencing token that an operation of the app had so far, or of an app of the same
   * name that was deleted.
   */
  long fencingToken();

  /** The operation under way, if there is one. One app has one at a time (S1.7). */
  Optional<Operation> operation();

  /**
   * The swaps with preview that pause (S5.2). Each holds its two slots; other slots can be worked
   * on meanwhile (S1.8).
   */
  List<Operation> paused();

  /**
   * The engine that looks after the app: the one that drives the operation under way, or drove the
   * last. Empty if there never was one.
   */
  Optional<EngineId> engine();

  /** The deployments that wait for an automatic swap (S6.2), the first to come first. */
  List<QueuedDeployment> queue();

  /** Returns the record. */
  static AppRecord of(App app, long version, long fencingToken, Optional<Operation> operation) {
    return builder()
        .app(app)
        .version(version)
        .fencingToken(fencingToken)
        .operation(operation)
        .engine(operation.map(Operation::holder))
        .build();
  }

  /**
   * Returns the first record of a new app.
   *
   * @param fencingToken the last token of a deleted app of that name; 0 if there was none
   */
  static AppRecord first(App app, long fencingToken) {
    return of(app, 1, fencingToken, Optional.empty());
  }

  /** The app's name. */
  default AppName name() {
    return app().name();
  }

  /** Says whether there is anything that an engine has to go on with, now or in time. */
  default boolean needsEngine() {
    return operation().isPresent()
        || !paused().isEmpty()
        || !queue().isEmpty()
        || app().slots().values().stream().anyMatch(it -> it.keptWarmUntil().isPresent());
  }

  /** The operation that holds the slot: the one under way, or one that pauses (S1.7). */
  default Optional<Operation> holding(SlotName slot) {
    return operation()
        .filter(it -> it.holds(slot))
        .or(() -> paused().stream().filter(it -> it.holds(slot)).findFirst());
  }

  /** The paused operation of that identity. */
  default Optional<Operation> paused(OperationId id) {
    return paused().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Returns the record that follows this one. */
  default AppRecord next(App app, Optional<Operation> operation) {
    long token = operation.map(Operation::fencingToken).orElse(0L);
    return toBuilder()
        .app(app)
        .version(version() + 1)
        .fencingToken(Math.max(token, fencingToken()))
        .operation(operation)
        .engine(operation.map(Operation::holder).or(this::engine))
        .build();
  }

  /** Returns the record that follows this one when another engine looks after it. */
  default AppRecord lookedAfterBy(EngineId engine) {
    return toBuilder().version(version() + 1).engine(engine).build();
  }

  /** Returns this record with {@code operation} among those that pause. */
  default AppRecord pausing(Operation operation) {
    return toBuilder()
        .paused(
            ImmutableList.<Operation>builder()
                .addAll(notPausing(operation.id()).paused())
                .add(operation)
                .build())
        .build();
  }

  /** Returns this record without that operation among those that pause. */
  default AppRecord notPausing(OperationId id) {
    return toBuilder().paused(paused().stream().filter(it -> !it.id().equals(id)).toList()).build();
  }

  /** Returns this record with other deployments that wait. */
  default AppRecord withQueue(List<QueuedDeployment> queue) {
    return queue.equals(queue()) ? this : toBuilder().queue(queue).build();
  }

  /** Returns a builder that starts from this record. */
  default Builder toBuilder() {
    return builder().from(this);
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link AppRecord}. */
  final class Builder extends ImmutableAppRecord.Builder {
    Builder() {}
  }
}
