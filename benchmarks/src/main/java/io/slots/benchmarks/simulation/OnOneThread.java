package io.slots.benchmarks.simulation;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * What one thread has got done.
 *
 * @param number how many of it
 * @param nanos in which time
 * @param cpu in how much CPU time of that thread; where others use the machine too, it tells what a
 *     quiet one could do
 */
record OnOneThread(long number, long nanos, long cpu) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** Does some again and again, until there are {@code most}; it tells how many it has done. */
  static OnOneThread until(long most, LongSupplier some) {
    long begun = System.nanoTime();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long number = 0;
    while (number < most) {
      number += some.getAsLong();
    }
    return new OnOneThread(
        number, System.nanoTime() - begun, THREADS.getCurrentThreadCpuTime() - cpu);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,.0f a second, %,.0f a second of CPU, %.1f µs of CPU each",
        number * 1e9 / nanos,
        number * 1e9 / cpu,
        cpu / 1e3 / number);
  }
}
