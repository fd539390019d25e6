package io.slots.local;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The state directory is in use, or cannot be read or written. Nothing was ended because of it. The
 * message says what is wrong and what to do.
 */
public final class StateDirectoryException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  public StateDirectoryException(String message) {
    super(message);
  }

  public StateDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
