package io.slots.operation;

import java.time.Duration;
import java.time.Instant;
import org.immutables.value.Value;

/** When a step began and ended (S8.1). */
@Value.Immutable
public interface StepTime {
  /** The step. */
  @Value.Parameter
  StepName step();

  /** Whether it was done or undone. */
  @Value.Parameter
  Direction direction();

  /** When it began. */
  @Value.Parameter
  Instant began();

  /** When it ended. */
  @Value.Parameter
  Instant ended();

  /** Returns the times of a step. */
  static StepTime of(StepName step, Direction direction, Instant began, Instant ended) {
    return ImmutableStepTime.of(step, direction, began, ended);
  }

  /** How long it took. */
  default Duration took() {
    return Duration.between(began(), ended());
  }
}
