package io.slots.testkit.fault;

import io.slots.testkit.SlotsTestKit;

/** Something that must hold, whatever goes wrong. It asserts, and touches nothing. */
@FunctionalInterface
public interface Invariant {
  /** Throws what it finds, an {@link AssertionError} as a rule. */
  void check(SlotsTestKit kit);

  /** Returns this with {@code name} before whatever it finds. */
  default Invariant named(String name) {
    return kit -> {
      try {
        check(kit);
      } catch (AssertionError e) {
        throw new AssertionError(name + ": " + e.getMessage(), e);
      }
    };
  }
}
