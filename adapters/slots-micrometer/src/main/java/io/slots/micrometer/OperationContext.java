package io.slots.micrometer;

import io.micrometer.observation.Observation;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation that is observed, for handlers and conventions. For one thread at a
 * time.
 */
public final class OperationContext extends Observation.Context {
  private final SlotsEvent.OperationStarted started;
  private @Nullable EndedOperation report;
  private boolean lost;

  OperationContext(SlotsEvent.OperationStarted started) {
    this.started = started;
  }

  /** The operation. */
  public OperationId id() {
    return started.operation();
  }

  /** Its app. */
  public AppName app() {
    return started.app();
  }

  /** What kind it is. */
  public OperationKind kind() {
    return started.kind();
  }

  /** What it does, for people. */
  public String description() {
    return started.description();
  }

  /** Whether it was begun by an engine that is gone. */
  public boolean takenOver() {
    return started.resumed();
  }

  /** Whether this engine does not drive it any more. */
  public boolean lost() {
    return lost;
  }

  /** How it ended; empty until it has. */
  public Optional<EndedOperation> report() {
    return Optional.ofNullable(report);
  }

  void ended(EndedOperation report) {
    this.report = report;
  }

  void markLost() {
    lost = true;
  }
}
