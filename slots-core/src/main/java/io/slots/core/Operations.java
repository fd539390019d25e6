package io.slots.core;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.Operation;
import io.slots.operation.OperationHistory;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import java.util.List;
import java.util.Optional;

/**
 * Operations of apps: what is under way, what pauses or waits and why, and what has ended (S8).
 * Each method throws {@link io.slots.NotFoundException} if there is no such app.
 */
public interface Operations {
  /** The operation under way on an app, if there is one. One that pauses is not under way. */
  Optional<Operation> current(AppName app);

  /** The swaps with preview that pause, each with its holder and since when (S5.2). */
  List<Operation> paused(AppName app);

  /** The deployments that wait until an automatic swap has ended, the next one first (S6.2). */
  List<QueuedDeployment> queued(AppName app);

  /** What the operations of an app wait for, on which instance, since and until when (S8.2). */
  List<Wait> waits(AppName app);

  /**
   * The ended operations of an app, newest first, {@code limit} of them at most (S8.1). An app that
   * was deleted has taken its history with it.
   *
   * @throws IllegalArgumentException if {@code limit} is negative
   */
  OperationHistory history(AppName app, int limit);

  /**
   * An operation by its identity, whether it is under way, pauses, waits for its turn or has ended.
   *
   * @throws io.slots.NotFoundException if there is none
   */
  Running follow(AppName app, OperationId operation);

  /**
   * Turns an operation back, if it pauses or has not passed its point of no return (S5.2, S5.3), or
   * takes it out of the queue. Asking again changes nothing.
   */
  Cancellation cancel(AppName app, OperationId operation);
}
