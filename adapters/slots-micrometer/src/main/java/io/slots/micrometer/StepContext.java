package io.slots.micrometer;

import io.micrometer.observation.Observation;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a step that is observed, for handlers and conventions. For one thread at a time.
 */
public final class StepContext extends Observation.Context {
  private final OperationContext operation;
  private final SlotsEvent.StepStarted started;
  private @Nullable StepTime time;

  StepContext(OperationContext operation, SlotsEvent.StepStarted started) {
    this.operation = operation;
    this.started = started;
  }

  /** The operation that it is a step of. */
  public OperationContext operation() {
    return operation;
  }

  /** The step. */
  public StepName step() {
    return started.step();
  }

  /** Whether it is done or undone. */
  public Direction direction() {
    return started.direction();
  }

  /** On how many instances it works; 0 if on the app as a whole. */
  public int instances() {
    return started.instances().size();
  }

  /** When it began and ended by the engine's clock; empty until it has ended. */
  public Optional<StepTime> time() {
    return Optional.ofNullable(time);
  }

  void ended(StepTime time) {
    this.time = time;
  }
}
