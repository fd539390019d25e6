package io.slots.examples.crash;

import java.io.Serial;

/** Something did not come about that had to, so that the run cannot go on. */
final class StuckException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String reason;

  StuckException(String reason) {
    super(reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
