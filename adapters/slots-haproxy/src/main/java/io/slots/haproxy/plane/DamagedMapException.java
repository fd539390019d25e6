package io.slots.haproxy.plane;

import java.io.Serial;

/** A map, in HAProxy or on the disk, is not what was written to it. The message says what is. */
public final class DamagedMapException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  DamagedMapException(String message) {
    super(message);
  }

  DamagedMapException(String message, Throwable cause) {
    super(message, cause);
  }
}
