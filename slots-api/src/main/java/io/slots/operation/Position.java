package io.slots.operation;

import java.time.Instant;
import org.immutables.value.Value;

/** Where an operation stands. */
@Value.Immutable
public interface Position {
  /** The step. */
  @Value.Parameter
  StepName step();

  /** Whether the step is being done or undone. */
  @Value.Parameter
  Direction direction();

  /** Since when. */
  @Value.Parameter
  Instant since();

  /** Returns the position. */
  static Position of(StepName step, Direction direction, Instant since) {
    return ImmutablePosition.of(step, direction, since);
  }
}
