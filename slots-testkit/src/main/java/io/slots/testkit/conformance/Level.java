package io.slots.testkit.conformance;

/** How much depends on a test of the kit. */
public enum Level {
  /** An adapter that fails here breaks the promises of a swap: it must not be used. */
  CORE,

  /** An adapter that fails here has gaps that show under load, at a take-over or in trouble. */
  EXTENDED
}
