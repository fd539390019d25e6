/**
 * How an operation is shown while it runs: {@link
 * io.slots.examples.liveswap.progress.TerminalProgress} redraws a few lines, {@link
 * io.slots.examples.liveswap.progress.PlainProgress} prints a line for whatever happened. Both are
 * listeners and know the events only.
 */
@NullMarked
package io.slots.examples.liveswap.progress;

import org.jspecify.annotations.NullMarked;
