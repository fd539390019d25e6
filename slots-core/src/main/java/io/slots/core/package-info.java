/**
 * The engine.
 *
 * <p>Start at {@link io.slots.core.Slots}, which hands out a few narrow interfaces; {@link
 * io.slots.core.SwapEngine} is the one for swaps. What is behind them: {@code rules} decide whether
 * an operation may start and fix its facts, {@code step} says what each step does, {@code loop}
 * does it. Those three are not exported.
 *
 * <p>Everything here is safe for use by several threads.
 */
@NullMarked
package io.slots.core;

import org.jspecify.annotations.NullMarked;
