package io.slots.core;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import java.util.List;
import java.util.Optional;

/**
 * Swaps slots (S4).
 *
 * <p>A swap prepares the source under the target's settings while the target serves; only when
 * every instance is warm are the routes switched, in one step that drops no request; then the
 * former target is drained and put in order in the source. What fails before the switch is
 * reverted, what fails after it never touches the target.
 */
public interface SwapEngine {
  /**
   * Tells what the swap would do, and what refuses it, and touches nothing (S5.1).
   *
   * @throws io.slots.NotFoundException if there is no such app
   */
  SwapPreview preview(SwapRequest request);

  /**
   * Starts the swap.
   *
   * <p><em>Rollback</em> is the same request again (S4.9).
   *
   * @throws io.slots.RefusedException if a rule refuses it; nothing was touched (S4.8)
   * @throws io.slots.operation.ConflictException if an operation is under way (S1.7)
   */
  Running swap(SwapRequest request);

  /**
   * Turns a running operation back (S5.3). Returns whether it is being reverted; false means that
   * it is too late, or that this engine drives no such operation.
   */
  boolean cancel(OperationId operation);

  /** The operation under way on an app, if there is one. */
  Optional<Operation> current(AppName app);

  /** The ended operations of an app, newest first, {@code limit} of them at most (S8.1). */
  List<EndedOperation> history(AppName app, int limit);
}
