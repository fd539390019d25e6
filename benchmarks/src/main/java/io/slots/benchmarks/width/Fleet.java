package io.slots.benchmarks.width;

import com.sun.management.OperatingSystemMXBean;
import io.slots.benchmarks.result.Heap;
import io.slots.benchmarks.store.Apps;
import io.slots.core.Slots;
import io.slots.core.time.Scheduler;
import io.slots.operation.Outcome;
import io.slots.spi.SlotStore;
import io.slots.testkit.VirtualTime;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Apps that are swapped all at once. */
final class Fleet implements AutoCloseable {
  /** Whoever begins a swap waits until it is stored; so many share a sync of the disk. */
  private static final int CALLERS = 64;

  private static final OperatingSystemMXBean OS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Scheduler time;
  private final TimedPlatform platform;
  private final Slots slots;
  private final Duration restart;
  private final int apps;

  Fleet(SlotStore store, Scheduler time, Duration restart, int apps, int instances) {
    this.time = time;
    this.restart = restart;
    this.apps = apps;
    platform = new TimedPlatform(time, restart);
    Apps.createAll(store, apps, instances);
    Slots.Builder builder =
        Slots.builder().restarter(platform).probe(platform).router(platform).store(store);
    // In real time the engine has its own threads; in virtual time there is one for everything.
    slots = (time instanceof VirtualTime ? builder.scheduler(time) : builder).build();
  }

  /**
   * Swaps every app, and waits for the last.
   *
   * @param looksAtHeap whether to collect the heap half-way through the first restarts
   */
  Width swapAll(boolean looksAtHeap) {
    platform.forget();
    long before = looksAtHeap ? Heap.used() : 0;
    THREADS.resetPeakThreadCount();
    int callers = apps == 1 ? 0 : CALLERS;
    long cpu = OS.getProcessCpuTime();
    long begun = time.nanoTime();
    CompletableFuture<Void> ended = callers == 0 ? swap(0) : beginByCallers();
    long added = 0;
    if (looksAtHeap) {
      pass(restart.dividedBy(2));
      added = Heap.used() - before;
    }
    time.await(ended);
    return new Width(
        Duration.ofNanos(time.nanoTime() - begun),
        platform.slowestInstances(),
        (OS.getProcessCpuTime() - cpu) / 1e9,
        THREADS.getPeakThreadCount() - callers,
        added);
  }

  private void pass(Duration duration) {
    if (time instanceof VirtualTime virtual) {
      virtual.advance(duration);
    } else {
      LockSupport.parkNanos(duration.toNanos());
    }
  }

  /** Returns when all have begun. */
  private CompletableFuture<Void> beginByCallers() {
    ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
    try {
      Queue<CompletableFuture<Void>> swaps = new ConcurrentLinkedQueue<>();
      all(IntStream.range(0, apps)
              .mapToObj(app -> CompletableFuture.runAsync(() -> swaps.add(swap(app)), callers))
              .toList())
          .join();
      return all(swaps);
    } finally {
      callers.shutdown();
    }
  }

  private static CompletableFuture<Void> all(Collection<CompletableFuture<Void>> swaps) {
    return CompletableFuture.allOf(swaps.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> swap(int app) {
    return slots
        .swaps()
        .swap(Apps.swap(app))
        .outcome()
        .thenAccept(
            outcome -> {
              if (!(outcome instanceof Outcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
              }
            })
        .toCompletableFuture();
  }

  @Override
  public void close() {
    slots.close();
  }
}
