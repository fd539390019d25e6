package io.slots.benchmarks.store;

import io.slots.benchmarks.ClosedLoop;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What is measured of every store. */
final class Measured {
  private final SlotStore store;

  Measured(SlotStore store) {
    this.store = store;
  }

  /** Writes an app's record on and on. */
  void writes(String what, int underWay) {
    AppRecord[] last = new AppRecord[underWay];
    for (int lane = 0; lane < underWay; lane++) {
      last[lane] = Apps.get(store.find(Apps.name(lane))).orElseThrow();
    }
    ClosedLoop.measure(
        what + ", " + underWay + " under way",
        underWay,
        lane -> {
          last[lane] = last[lane].next(last[lane].app(), Optional.empty());
          return Apps.requireWritten(store.replace(last[lane], java.util.List.of()));
        });
  }

  /** Swaps an app on and on. */
  void swaps(String what, int underWay, Duration warmUp) {
    try (Slots slots = InstantPlatform.engine(store)) {
      ClosedLoop.measure(
          what + ", " + underWay + " under way", underWay, warmUp, lane -> swap(slots, lane));
    }
  }

  private static CompletionStage<?> swap(Slots slots, int lane) {
    return slots
        .swaps()
        .swap(Apps.swap(lane))
        .outcome()
        .thenAccept(
            outcome -> {
              if (!(outcome instanceof Outcome.Completed)) {
                throw new IllegalStateException(outcome.toString());
              }
            });
  }
}
