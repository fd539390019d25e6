package io.slots.benchmarks.store;

import io.slots.core.Slots;
import io.slots.jdbc.JdbcSlotStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** How long it takes from the start of a process until all that was under way has ended. */
public final class ReopeningBenchmark {
  private static final int APPS = 10_000;
  private static final int UNDER_WAY = 1_000;
  private static final int ROUNDS = 5;

  private ReopeningBenchmark() {}

  /** Measures. The first round is that of a process that has just started. */
  public static void main(String[] ignored) throws Exception {
    Disk.tellMachine();
    try (Disk disk = new Disk()) {
      Path file = disk.file("slots.db");
      try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
        Apps.createAll(store, APPS);
      }
      for (int round = 0; round < ROUNDS; round++) {
        begin(file, round);
        reopen(file);
      }
      for (String check : List.of("integrity_check(1)", "quick_check(1)")) {
        time("PRAGMA " + check, () -> check(file, check));
      }
    }
  }

  /** Swaps that stay where they restart their first instance, and an engine that stops there. */
  private static void begin(Path file, int round) throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(64);
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file);
        Slots slots = InstantPlatform.hangingEngine(store)) {
      List<Future<?>> begun = new ArrayList<>();
      for (int number : numbers(round)) {
        begun.add(callers.submit(() -> slots.swaps().swap(Apps.swap(number))));
      }
      for (Future<?> each : begun) {
        each.get();
      }
    } finally {
      callers.shutdown();
    }
  }

  private static int[] numbers(int round) {
    return IntStream.range(0, UNDER_WAY).map(i -> (round * UNDER_WAY + i) % APPS).toArray();
  }

  private static void reopen(Path file) {
    long begun = System.nanoTime();
    try (JdbcSlotStore store = JdbcSlotStore.sqlite(file)) {
      long open = System.nanoTime();
      require(Apps.get(store.appsThatNeedEngine()).size() == UNDER_WAY, "all are under way");
      try (Slots slots = InstantPlatform.engine(store)) {
        long taken = System.nanoTime();
        while (!Apps.get(store.appsThatNeedEngine()).isEmpty()) {
          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        long ended = System.nanoTime();
        System.out.printf(
            Locale.ROOT,
            "%,d apps, %,d under way: %5.0f ms until all have ended"
                + " (store open after %.0f, engine built after %.0f)%n",
            APPS,
            UNDER_WAY,
            (ended - begun) / 1e6,
            (open - begun) / 1e6,
            (taken - begun) / 1e6);
        require(slots.apps().list().size() == APPS, "no app is gone");
      }
    }
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }

  private static void time(String what, Runnable task) {
    long begun = System.nanoTime();
    task.run();
    System.out.printf(Locale.ROOT, "%s: %.0f ms%n", what, (System.nanoTime() - begun) / 1e6);
  }

  private static void check(Path file, String check) {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA " + check);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
