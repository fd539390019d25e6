package io.slots.testkit;

import java.io.Serial;

/**
 * The process has died. It is thrown where the test lets time pass, not where the process died: an
 * engine takes whatever a part throws for a failure of that part, and a dead one takes nothing.
 */
public final class SimulatedCrash extends Error {
  @Serial private static final long serialVersionUID = 1;

  SimulatedCrash(String at) {
    super("simulated crash " + at);
  }
}
