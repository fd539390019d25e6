package io.slots.operation;

import io.slots.OperationId;
import io.slots.app.AppName;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * The operations of an app that have ended, newest first (S8.1). {@code toString} is a table for
 * people; {@link EndedOperation#table()} tells more of one of them.
 */
@Value.Immutable
public abstract class OperationHistory {
  OperationHistory() {}

  /** The app. */
  @Value.Parameter
  public abstract AppName app();

  /** The operations, newest first. */
  @Value.Parameter
  public abstract List<EndedOperation> operations();

  /** Returns the history of {@code app}; {@code operations} come newest first. */
  public static OperationHistory of(AppName app, List<EndedOperation> operations) {
    return ImmutableOperationHistory.of(app, operations);
  }

  /** The one that ended last; empty if none has. */
  public Optional<EndedOperation> latest() {
    return operations().stream().findFirst();
  }

  /** The one of this identity, if it is among them. */
  public Optional<EndedOperation> find(OperationId id) {
    return operations().stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** Returns the history as a table for people. */
  @Override
  public final String toString() {
    return new HistoryTable(this).text();
  }
}
