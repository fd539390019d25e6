package io.slots.benchmarks.store;

import io.slots.jdbc.JdbcSlotStore;
import java.time.Duration;

/** Durable writes and whole swaps on SQLite, beside what the same disk syncs. */
public final class SqliteBenchmark {
  private static final int MOST = 64;
  private static final Duration WARM_UP = Duration.ofMinutes(1);

  private SqliteBenchmark() {}

  /** Measures. */
  public static void main(String[] ignored) {
    Disk.tellMachine();
    try (Disk disk = new Disk();
        JdbcSlotStore store = JdbcSlotStore.sqlite(disk.file("slots.db"))) {
      Apps.createAll(store, MOST);
      Measured measured = new Measured(store);
      disk.probe();
      measured.writes("SQLite: writes", 1);
      measured.writes("SQLite: writes", MOST);
      measured.swaps("SQLite: swaps", MOST, WARM_UP);
      measured.swaps("SQLite: swaps", 1, WARM_UP.dividedBy(6));
    }
  }
}
