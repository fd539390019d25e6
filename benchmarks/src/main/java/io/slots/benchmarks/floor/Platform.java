package io.slots.benchmarks.floor;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * What a swap works on, where everything is done at once. It counts, so that it is known that
 * nobody does less than the others.
 */
public final class Platform {
  /** Four restarts, six probes, three tables of routes, one count of requests in flight. */
  public static final int CALLS_A_SWAP = 14;

  private final LongAdder calls = new LongAdder();

  void restart(String instance, Map<String, String> settings) {
    require(!instance.isEmpty() && !settings.isEmpty());
  }

  void probe(String instance, String host) {
    require(!instance.isEmpty() && !host.isEmpty());
  }

  void publish(Map<String, ?> routes) {
    require(routes.size() == 2);
  }

  void countInFlight(int instances) {
    require(instances == 2);
  }

  /** Of somebody who checks for itself. */
  void called() {
    calls.increment();
  }

  /** How many calls there were. */
  public long calls() {
    return calls.sum();
  }

  private void require(boolean sane) {
    if (!sane) {
      throw new IllegalArgumentException("not what a swap calls");
    }
    calls.increment();
  }
}
