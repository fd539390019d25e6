package io.slots.operation;

import com.google.common.collect.ImmutableList;
import io.slots.OperationId;
import io.slots.app.AppName;
import java.util.AbstractList;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;

/**
 * The operations of an app that have ended, newest first (S8.1). It is a list that cannot be
 * changed, and its {@code toString} is a table for people; {@link EndedOperation#table()} tells
 * more of one of them. Safe for use by several threads.
 */
public final class OperationHistory extends AbstractList<EndedOperation> implements RandomAccess {
  private final AppName app;
  private final List<EndedOperation> operations;

  private OperationHistory(AppName app, List<EndedOperation> operations) {
    this.app = app;
    this.operations = ImmutableList.copyOf(operations);
  }

  /** Returns the history of {@code app}; {@code operations} come newest first. */
  public static OperationHistory of(AppName app, List<EndedOperation> operations) {
    return new OperationHistory(app, operations);
  }

  /** The app. */
  public AppName app() {
    return app;
  }

  /** The one that ended last; empty if none has. */
  public Optional<EndedOperation> latest() {
    return stream().findFirst();
  }

  /** The one of this identity, if it is among them. */
  public Optional<EndedOperation> find(OperationId id) {
    return stream().filter(it -> it.id().equals(id)).findFirst();
  }

  @Override
  public EndedOperation get(int index) {
    return operations.get(index);
  }

  @Override
  public int size() {
    return operations.size();
  }

  /** Returns the history as a table for people. */
  @Override
  public String toString() {
    return new HistoryTable(this).text();
  }
}
