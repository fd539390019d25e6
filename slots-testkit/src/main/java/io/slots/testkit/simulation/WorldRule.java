package io.slots.testkit.simulation;

import io.slots.testkit.RecordedCall;

/** Something that holds in every simulated world, whatever happens. */
interface WorldRule {
  /** Which rule it is: {@code S9.1 production is warm}. */
  String rule();

  /** Looks after everything that happens. */
  default void afterEachEvent(Town town) {}

  /** Looks at a call of the platform or the router, before it has any effect. */
  default void beforeCall(Town town, RecordedCall call) {}

  /** Looks when everything has come to rest. */
  default void atRest(Town town) {}

  /** Tells that it is broken. */
  default BrokenRule broken(Town town, String what) {
    return town.broken(new BrokenRule(rule(), what));
  }
}
