package io.slots.process;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * Processes are still there although they were killed, as one that waits for a broken device may
 * be. Their record is kept: the next stop, restart or start of a runtime tries again.
 */
public final class StopFailedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  StopFailedException(String message) {
    super(message);
  }
}
