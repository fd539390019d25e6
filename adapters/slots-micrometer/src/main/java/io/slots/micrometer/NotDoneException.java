package io.slots.micrometer;

import java.io.Serial;

/** Tells an observation that something was not done. Never thrown, so it has no stack. */
final class NotDoneException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  NotDoneException(String reason) {
    super(reason, null, false, false);
  }
}
