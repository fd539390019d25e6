/**
 * The engine's loop: it reads where an operation stands, performs that step's moves, stores the
 * next position, and goes on.
 *
 * <p>Recovery after a crash is the same loop, begun by another process on the stored record. An
 * {@link io.slots.core.loop.OperationRun} drives one operation, a {@code StepRun} one step of it;
 * both are turned by a {@code Mailbox}, one message at a time, so neither needs a lock. Answers of
 * SPIs, timers and wishes of callers are messages.
 */
@NullMarked
package io.slots.core.loop;

import org.jspecify.annotations.NullMarked;
