/**
 * The engine's loop: it reads where an operation stands, performs that step's moves, stores the
 * next position, and goes on.
 *
 * <p>Start at {@link io.slots.core.loop.Driver}. A {@code Launch} writes what a caller wants begun:
 * a {@code Begin}, a {@code Queue}, a {@code Decide} each say what that is, seen against a record.
 * An {@code OperationRun} then drives the operation and a {@code StepRun} one step of it; both are
 * turned by a {@code Mailbox}, one message at a time, so neither needs a lock. Answers of SPIs,
 * timers and wishes of callers are messages.
 *
 * <p>Recovery after a crash is the same loop, begun by another process on the stored record ({@code
 * TakeOver}). Where several engines share a store, each holds a {@code Lease}; what is adrift is
 * taken over by the same compare-and-set, and what was promised of operations that others drive is
 * read in the store ({@code Elsewhere}). What an app goes on with by itself, such as the automatic
 * swap after a deployment, is stored in the very write that ends the operation before ({@code
 * FinalChange}); what comes due with time, such as a preview that expires, is begun by {@code
 * Attendance}. Both ask {@link io.slots.core.rules.Succession}, so there is one place that says
 * what comes next.
 */
@NullMarked
package io.slots.core.loop;

import org.jspecify.annotations.NullMarked;
