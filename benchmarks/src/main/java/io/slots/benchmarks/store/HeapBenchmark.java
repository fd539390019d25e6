package io.slots.benchmarks.store;

import io.slots.core.Slots;
import io.slots.core.store.InMemorySlotStore;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.SlotStore;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Locale;

/** How much of the heap 100,000 apps take, of two slots and twenty settings each. */
public final class HeapBenchmark {
  private static final int APPS = 100_000;

  private HeapBenchmark() {}

  /** Measures. */
  public static void main(String[] ignored) {
    Disk.tellMachine();
    measure("the store in memory", InMemorySlotStore.create());
    try (Disk disk = new Disk();
        JdbcSlotStore store = JdbcSlotStore.sqlite(disk.file("slots.db"))) {
      measure("SQLite, as built by default", store);
    }
  }

  private static void measure(String what, SlotStore store) {
    long before = used();
    Apps.createAll(store, APPS);
    try (Slots slots = InstantPlatform.engine(store)) {
      for (int number = 0; number < APPS; number++) {
        slots.apps().get(Apps.name(number));
      }
      long used = used() - before;
      System.out.printf(
          Locale.ROOT,
          "%,d apps, %s: %,d MB, %,d bytes an app%n",
          slots.apps().list().size(),
          what,
          used >> 20,
          used / APPS);
    }
  }

  /** What is still reachable. */
  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
