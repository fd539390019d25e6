package io.slots.benchmarks.width;

import java.time.Duration;

/**
 * What was seen of swaps that were under way at once.
 *
 * @param took from the first beginning to the last end
 * @param slowest what the slowest app's slowest instances took: the longest restart before its
 *     switch and the longest after it, for no swap restarts them together
 * @param cpuSeconds CPU time of the process
 * @param threads how many threads lived at most, those that began the swaps left out
 * @param bytes what the swaps added to the heap, collected, while the first instances restarted
 */
record Width(Duration took, Duration slowest, double cpuSeconds, int threads, long bytes) {
  /** What was waited for beyond the slowest instances: 1 is nothing. */
  double ratio() {
    return took.toNanos() / (double) slowest.toNanos();
  }
}
