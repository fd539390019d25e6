/**
 * How a swap of many instances, and many swaps at once, compare with the slowest instance. Start at
 * {@link io.slots.benchmarks.width.WidthBenchmark}.
 */
@NullMarked
package io.slots.benchmarks.width;

import org.jspecify.annotations.NullMarked;
