package io.slots.kubernetes.instance;

import io.slots.SlotsException;
import java.io.Serial;

/** The cluster tells that an instance does not start. */
public final class StartFailedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  StartFailedException(String message) {
    super(message);
  }
}
