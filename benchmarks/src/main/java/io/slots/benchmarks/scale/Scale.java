package io.slots.benchmarks.scale;

import io.slots.benchmarks.result.Heap;
import io.slots.benchmarks.result.Samples;
import io.slots.benchmarks.store.Apps;
import io.slots.benchmarks.store.InstantPlatform;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.spi.SlotStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * What was measured of an engine with so many apps.
 *
 * @param startUpMs from opening the store until the engine is built, nothing being under way
 * @param listMs all names
 * @param getUs one app
 * @param swapMs one swap that restarts four instances at once, the one in the middle of many
 * @param heapBytes what apps and engine added to the heap, collected, every app having been got
 * @param underWay how many swaps were under way when an engine stopped
 * @param recoveryMs from opening the store until another engine has ended them
 */
record Scale(
    double startUpMs,
    double listMs,
    double getUs,
    double swapMs,
    long heapBytes,
    int underWay,
    double recoveryMs) {
  private static final int SWAPS = 200;
  private static final int LISTS = 20;
  private static final int CALLERS = 64;

  /** Measures a store that is empty, and is opened again and again. */
  static Scale measure(Reopened opened, int apps) {
    long before = Heap.used();
    try (Reopened.Store store = opened.open()) {
      Apps.createAll(store.get(), apps);
    }
    long begun = System.nanoTime();
    double startUp;
    double list;
    double get;
    double swap;
    long heap;
    try (Reopened.Store store = opened.open();
        Slots slots = InstantPlatform.engine(store.get())) {
      startUp = since(begun) / 1e6;
      list = median(LISTS, i -> require(slots.apps().list().size() == apps, "every app is listed"));
      long got = System.nanoTime();
      for (int app = 0; app < apps; app++) {
        require(slots.apps().find(Apps.name(app)).isPresent(), "every app is there");
      }
      get = since(got) / 1e3 / apps;
      heap = Heap.used() - before;
      swap = median(SWAPS, i -> swap(slots, (int) ((long) i * apps / SWAPS)));
    }
    int underWay = Math.max(1, apps / 100);
    begin(opened, underWay, apps);
    double recovery = recover(opened, underWay);
    return new Scale(startUp, list, get, swap, heap, underWay, recovery);
  }

  private static double since(long nanoTime) {
    return System.nanoTime() - nanoTime;
  }

  private static double median(int times, IntConsumer deed) {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      long begun = System.nanoTime();
      deed.accept(i);
      millis.add(since(begun) / 1e6);
    }
    return new Samples(millis).median();
  }

  private static void swap(Slots slots, int app) {
    Outcome outcome = slots.swaps().swap(Apps.swap(app)).await();
    require(outcome instanceof Outcome.Completed, "a swap completes");
  }

  /** Swaps that stay where they restart their first instance, and an engine that stops there. */
  private static void begin(Reopened opened, int underWay, int apps) {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try (Reopened.Store store = opened.open();
        Slots slots = InstantPlatform.hangingEngine(store.get())) {
      CompletableFuture.allOf(
              IntStream.range(0, underWay)
                  .map(i -> (int) ((long) i * apps / underWay))
                  .mapToObj(
                      app ->
                          CompletableFuture.runAsync(
                              () -> slots.swaps().swap(Apps.swap(app)), callers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } finally {
      callers.shutdown();
    }
  }

  private static double recover(Reopened opened, int underWay) {
    long begun = System.nanoTime();
    try (Reopened.Store store = opened.open()) {
      require(needEngine(store.get()) == underWay, "all are under way");
      try (Slots slots = InstantPlatform.engine(store.get())) {
        while (needEngine(store.get()) > 0) {
          LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        double took = since(begun) / 1e6;
        require(!slots.apps().list().isEmpty(), "the apps are there");
        return took;
      }
    }
  }

  private static int needEngine(SlotStore store) {
    return store.appsThatNeedEngine().toCompletableFuture().join().size();
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException("it does not hold that " + what);
    }
  }
}
