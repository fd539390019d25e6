/**
 * Time and threads, injected: the engine has none of its own.
 *
 * <p>Start at {@link io.slots.core.time.Scheduler}.
 */
@NullMarked
package io.slots.core.time;

import org.jspecify.annotations.NullMarked;
