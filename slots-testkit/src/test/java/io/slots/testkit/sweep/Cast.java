package io.slots.testkit.sweep;

import java.time.Duration;

/** Which engines there are. */
enum Cast {
  /** One at a time, on a store of its own; another takes the place of one that dies. */
  ONE_ENGINE,

  /** Two that share a store. When the one that callers know dies, they turn to the other. */
  SHARED_AND_ONE_STANDS_BY,

  /** Two that share a store. Another takes the place of the one that dies. */
  SHARED_AND_RESTARTED;

  /** Of engines that share a store. */
  static final Duration LEASE = Duration.ofMinutes(1);
}
