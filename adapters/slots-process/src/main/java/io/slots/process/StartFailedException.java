package io.slots.process;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The process did not come up: its program cannot be started, it ended, or it did not listen in
 * time. What was started of it has been ended. The message names instance, program, exit status and
 * log file, never an argument, a setting or what the process wrote, for these may hold secrets.
 */
public final class StartFailedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  StartFailedException(String message) {
    super(message);
  }

  StartFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
