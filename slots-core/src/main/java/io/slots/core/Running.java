package io.slots.core;

import io.slots.OperationId;
import io.slots.operation.Outcome;
import java.util.concurrent.CompletionStage;

/** An operation under way. Safe for use by several threads. */
public interface Running {
  /** Its identity. */
  OperationId id();

  /**
   * Waits until the operation has ended.
   *
   * @throws io.slots.operation.EngineStoppedException if this engine stops driving it
   * @throws io.slots.core.time.InterruptedWaitException if the thread is interrupted; the operation
   *     goes on
   */
  Outcome await();

  /** How it ends. Completes on a thread of the engine's; what is attached to it must not block. */
  CompletionStage<Outcome> outcome();
}
