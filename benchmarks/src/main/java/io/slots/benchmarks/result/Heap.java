package io.slots.benchmarks.result;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** What is reachable. */
public final class Heap {
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private Heap() {}

  /** Returns how many bytes of the heap are used after it was collected. */
  public static long used() {
    MEMORY.gc();
    MEMORY.gc();
    return MEMORY.getHeapMemoryUsage().getUsed();
  }

  /** Returns bytes as megabytes (2^20). */
  public static double megabytes(long bytes) {
    return bytes / (double) (1 << 20);
  }
}
