package io.slots.core;

import io.slots.OperationId;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletionStage;

/** An operation that was begun, or waits for its turn. Safe for use by several threads. */
public interface Running {
  /** Its identity. */
  OperationId id();

  /**
   * Waits until the operation has ended; one that pauses goes on waiting.
   *
   * @throws io.slots.operation.EngineStoppedException if this engine stops driving it
   * @throws io.slots.core.time.InterruptedWaitException if the thread is interrupted; the operation
   *     goes on
   */
  Outcome await();

  /**
   * Waits until the operation pauses for a decision (S5.2), or has ended; returns whether it
   * paused. Throws what {@link #await} throws.
   */
  boolean awaitPause();

  /** How it ends. Completes on a thread of the engine's; what is attached to it must not block. */
  CompletionStage<Outcome> outcome();
}
