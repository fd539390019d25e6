package io.slots.testkit;

import java.io.Serial;

/** The process has died. An error, so that no handler of exceptions can hide it. */
public final class SimulatedCrash extends Error {
  @Serial private static final long serialVersionUID = 1;

  SimulatedCrash(String at) {
    super("simulated crash " + at);
  }
}
