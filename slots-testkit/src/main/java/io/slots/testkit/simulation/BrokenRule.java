package io.slots.testkit.simulation;

import java.io.Serial;

/** What must hold did not. */
final class BrokenRule extends AssertionError {
  @Serial private static final long serialVersionUID = 1;

  private final String rule;

  BrokenRule(String rule, String what) {
    super(rule + ": " + what);
    this.rule = rule;
  }

  /** Which rule: {@code S9.1 production is warm}. */
  String rule() {
    return rule;
  }
}
