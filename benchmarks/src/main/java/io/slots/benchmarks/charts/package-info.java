/**
 * Draws the result files that are there as charts. Start at {@link
 * io.slots.benchmarks.charts.Charts}.
 */
@NullMarked
package io.slots.benchmarks.charts;

import org.jspecify.annotations.NullMarked;
