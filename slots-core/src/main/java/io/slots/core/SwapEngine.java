package io.slots.core;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.operation.RequestId;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
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
   * Tells what the swap would do, and what refuses it, and touches nothing (S5.1). An unknown slot
   * is among what refuses it.
   *
   * @throws io.slots.NotFoundException if there is no such app
   */
  SwapPreview preview(SwapRequest request);

  /**
   * Starts the swap.
   *
   * <p><em>Rollback</em> is the same request again (S4.9).
   *
   * @throws io.slots.NotFoundException if there is no such app, or it has no such slot (S4.8)
   * @throws io.slots.RefusedException if a rule refuses it; nothing was touched (S4.8)
   * @throws io.slots.operation.ConflictException if an operation is under way, or a pending preview
   *     holds one of the slots (S1.7, S1.8)
   */
  Running swap(SwapRequest request);

  /**
   * Starts a swap with preview: the source is prepared under the target's settings, then the swap
   * pauses (S5.2). {@link Running#awaitPause} waits for that. The source can be tried on its own
   * host name until somebody {@linkplain #complete completes} or {@linkplain #cancel cancels} the
   * swap; both slots are locked as long.
   *
   * @throws io.slots.NotFoundException as {@link #swap} does
   * @throws io.slots.RefusedException if a rule refuses it, or one of the slots has authentication
   *     enabled; nothing was touched
   * @throws io.slots.operation.ConflictException as {@link #swap} does
   */
  Running prepare(SwapRequest request);

  /**
   * Completes the pending preview that {@code slot} takes part in, as source or as target: its
   * instances are asked again whether they are available, and the swap goes on (S5.2). Asked again
   * it returns the same operation.
   *
   * @throws io.slots.RefusedException if nothing is pending there, nor was completed last; or it is
   *     still being prepared, or has expired
   * @throws io.slots.operation.ConflictException if another operation of the app is under way
   */
  Running complete(AppName app, SlotName slot);

  /**
   * Cancels the pending preview, or turns back the running swap, that {@code slot} takes part in
   * (S5.2, S5.3). With nothing to cancel it does nothing, and says so.
   */
  Cancellation cancel(AppName app, SlotName slot);

  /**
   * Rolls a completed swap back by its identity: the same slots are swapped again (S4.9). While the
   * source is kept warm, that is a routing switch alone, without any restart.
   *
   * @throws io.slots.RefusedException if it is no completed swap, or settings, slot settings or
   *     content of one of its slots have changed since
   */
  Running rollback(AppName app, OperationId swap);

  /**
   * The same, with an identity of the caller's: the same request made again starts no second
   * rollback but returns the first (S8.3).
   */
  Running rollback(AppName app, OperationId swap, RequestId request);

  /**
   * Sees to it that a slot has a build version: swaps in the slot that has it (S8.4). Returns
   * nothing if it is there already.
   *
   * @throws io.slots.RefusedException if no slot has it, or several have
   */
  Optional<Running> bringVersion(VersionRequest request);

  /**
   * From now on a successful deployment to {@code slot} is swapped into {@code target} as soon as
   * it is in place (S6.1).
   *
   * @throws io.slots.RefusedException if {@code slot} is production or the target itself, or its
   *     plan does not allow it
   */
  App autoSwap(AppName app, SlotName slot, SlotName target);

  /** Deployments to {@code slot} are not swapped automatically any more. */
  App noAutoSwap(AppName app, SlotName slot);
}
