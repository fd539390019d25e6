package io.slots.haproxy;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** Waits for what comes in milliseconds, and looks accordingly often. */
final class Waits {
  private static final Duration INTERVAL = Duration.ofMillis(5);

  private Waits() {}

  static ConditionFactory await() {
    return quickly(Awaitility.await());
  }

  static ConditionFactory await(String what) {
    return quickly(Awaitility.await(what));
  }

  private static ConditionFactory quickly(ConditionFactory factory) {
    return factory.pollDelay(Duration.ZERO).pollInterval(INTERVAL);
  }
}
