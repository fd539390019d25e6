package io.slots.benchmarks.proxy;

import io.slots.benchmarks.load.PacedLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * What one proxy did in one round.
 *
 * @param perSecond answers a second
 * @param p50 half of them took at most so long, in ms
 * @param p99 99 of 100
 * @param p999 999 of 1,000
 * @param errors requests that got no answer, or a wrong one
 * @param wrong requests that the old side answered although the switch was confirmed before
 * @param switches how often it was switched
 * @param reconnected how often a client had to connect anew
 */
record Trial(
    double perSecond,
    double p50,
    double p99,
    double p999,
    long errors,
    long wrong,
    long switches,
    long reconnected) {

  /** Keeps every client waiting for an answer, and nothing else, for so long. */
  static Trial run(Front front, int clients, Duration time, Duration switchEvery)
      throws IOException {
    Trial trial = loaded(front, clients, time, switchEvery);
    if (trial.switches() % 2 == 1) {
      front.switchTo(0); // whoever comes next begins there
    }
    return trial;
  }

  private static Trial loaded(Front front, int clients, Duration time, Duration switchEvery)
      throws IOException {
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    long switches = 0;
    try (PacedLoad load = PacedLoad.start(front.port(), clients, PacedLoad.CLOSED_LOOP, 0)) {
      while (System.nanoTime() - end < 0) {
        if (switchEvery.isZero()) {
          LockSupport.parkNanos(end - System.nanoTime());
        } else {
          LockSupport.parkNanos(switchEvery.toNanos());
          switches++;
          switchTo(front, load, switches);
        }
      }
      load.stop();
      double seconds = (System.nanoTime() - begun) / 1e9;
      Histogram nanos = load.nanos();
      return new Trial(
          load.answered() / seconds,
          nanos.getValueAtPercentile(50) / 1e6,
          nanos.getValueAtPercentile(99) / 1e6,
          nanos.getValueAtPercentile(99.9) / 1e6,
          load.failed(),
          load.stale(),
          switches,
          load.reconnected());
    }
  }

  private static void switchTo(Front front, PacedLoad load, long number) throws IOException {
    load.begin(number);
    front.switchTo((int) (number % 2));
    load.confirm(number);
  }
}
