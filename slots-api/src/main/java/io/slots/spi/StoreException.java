package io.slots.spi;

import io.slots.SlotsException;
import java.io.Serial;

/** The store cannot be read or written. The message says what is wrong and what to do. */
public final class StoreException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public StoreException(String message) {
    super(message);
  }

  /** With the message that a person reads, and what caused it. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
