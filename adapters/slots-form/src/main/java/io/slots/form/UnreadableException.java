package io.slots.form;

import java.io.Serial;

/** What is stored is not as it was written. The message holds no value. */
final class UnreadableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  UnreadableException(String message) {
    super(message);
  }
}
