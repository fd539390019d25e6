package io.slots;

import java.io.Serial;

/** The app, slot or operation that the request names does not exist. */
public final class NotFoundException extends RefusedException {
  @Serial private static final long serialVersionUID = 1;

  /** Refuses by {@code rule}. */
  public NotFoundException(Rule rule, String problem, String accepted) {
    super(rule, problem, accepted);
  }
}
