package io.slots.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.benchmarks.floor.CountingMap;
import io.slots.benchmarks.floor.CountingSpis;
import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import io.slots.benchmarks.routing.Router;
import io.slots.benchmarks.store.Apps;
import io.slots.core.Slots;
import io.slots.core.store.InMemorySlotStore;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.spi.SlotStore;
import org.junit.jupiter.api.Test;

/**
 * Keeps the engine and the router from becoming much slower unseen.
 *
 * <p>A claim of speed lives in a benchmark, never in a test: a test that fails by the clock fails
 * by what else the machine does. These do not look at the clock. They compare ours with the same
 * written by hand, in the same run and in turn, by the CPU time and the memory of the one thread
 * that does it; and they fail only far beyond what was ever measured. So they say nothing of how
 * fast anything is: that is for the benchmarks. They say that nobody has, by accident, made it
 * several times as slow.
 *
 * <p>The module's tests run with the JVM's first compiler alone: it is done within seconds, while
 * the ratio under the second depends on how far that has got, which on a busy machine is not far.
 */
class SpeedGuardTest {
  /** Measured: 26.7 to 33.7 in eight runs on an overloaded machine (load average 18, 2 cores). */
  private static final double SWAP_CPU = 75;

  /** Measured: 21.6 in each of the runs, for nobody else's work is counted in it. */
  private static final double SWAP_MEMORY = 25;

  /** Measured: 1.8 to 1.9 in the same runs. */
  private static final double DECISION_CPU = 3;

  @Test
  void swap_besideStraightLineCodeWithTheSameCalls_keepsItsRatio() {
    Platform ours = new Platform();
    Platform floor = new Platform();
    HandWrittenApp app = new HandWrittenApp(0);
    SlotStore store = InMemorySlotStore.create();
    Apps.createAll(store, 1);
    CountingSpis spis = new CountingSpis(ours);
    SwapRequest swap = Apps.swap(0);
    try (Slots slots =
        Slots.builder()
            .scheduler(new CallerScheduler())
            .store(store)
            .restarter(spis)
            .probe(spis)
            .router(spis)
            .build()) {
      Guard guard =
          Guard.measure(
              20,
              number -> {
                for (int i = 0; i < number; i++) {
                  assertThat(slots.swaps().swap(swap).await())
                      .isInstanceOf(Outcome.Completed.class);
                }
              },
              number -> {
                for (int i = 0; i < number; i++) {
                  SwapStep.runAll(app, floor);
                }
              });

      assertThat(guard.cpuTimes()).as("CPU: %s", guard).isLessThan(SWAP_CPU);
      assertThat(guard.memoryTimes()).as("memory: %s", guard).isLessThan(SWAP_MEMORY);
    }
  }

  @Test
  void decision_besideAMapThatCounts_keepsItsRatioAndTakesNoMemory() {
    Router router = Router.of(100, 3);
    CountingMap byHand = CountingMap.of(100, 3);
    String host = "shop42.test";

    Guard guard =
        Guard.measure(
            10_000,
            number -> {
              for (int i = 0; i < number; i++) {
                router.decide(host);
              }
            },
            number -> {
              for (int i = 0; i < number; i++) {
                byHand.decide(host);
              }
            });

    assertThat(guard.cpuTimes()).as("CPU: %s", guard).isLessThan(DECISION_CPU);
    assertThat(guard.bytes()).as("memory: %s", guard).isLessThan(1);
  }
}
