package io.slots;

import java.io.Serial;

/** The plan does not allow it (S2.3). */
public final class LimitExceededException extends RefusedException {
  @Serial private static final long serialVersionUID = 1;

  /** Refuses by {@code rule}. */
  public LimitExceededException(Rule rule, String problem, String accepted) {
    super(rule, problem, accepted);
  }
}
