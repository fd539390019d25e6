package io.slots.core.time;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The thread was interrupted while it waited. What it waited for goes on. The thread's interrupt
 * flag is set again.
 */
public final class InterruptedWaitException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With what interrupted the wait. */
  public InterruptedWaitException(InterruptedException cause) {
    super("interrupted while waiting; what was waited for goes on", cause);
  }
}
