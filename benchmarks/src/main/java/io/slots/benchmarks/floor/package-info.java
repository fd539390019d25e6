/**
 * What a swap is measured against: the same calls, one after the other, written by hand. Start at
 * {@link io.slots.benchmarks.floor.SwapStep}.
 */
@NullMarked
package io.slots.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
