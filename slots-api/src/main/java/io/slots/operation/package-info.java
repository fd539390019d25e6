/**
 * What can be asked, what is under way, and how it ended (S4, S5, S8).
 *
 * <p>Start at {@link io.slots.operation.SwapRequest} and {@link io.slots.operation.Outcome}. {@link
 * io.slots.operation.Operation} is the record of one that is under way: a store keeps it in the
 * app's aggregate, and it is the lock. A {@link io.slots.operation.SwapPreview} and an {@link
 * io.slots.operation.OperationHistory} are data that print as tables. Everything here is immutable
 * and safe for use by several threads.
 */
@SlotsStyle
@NullMarked
package io.slots.operation;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
