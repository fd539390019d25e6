/**
 * How the library grows with the number of apps, and whether it stays as it is over millions of
 * operations. Start at {@link io.slots.benchmarks.scale.ScaleBenchmark} and {@link
 * io.slots.benchmarks.scale.SoakBenchmark}.
 */
@NullMarked
package io.slots.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
