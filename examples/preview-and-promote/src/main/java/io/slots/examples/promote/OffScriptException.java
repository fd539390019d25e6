package io.slots.examples.promote;

import java.io.Serial;

/** Something did not go as the play has it. */
final class OffScriptException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  OffScriptException(String message) {
    super(message);
  }
}
