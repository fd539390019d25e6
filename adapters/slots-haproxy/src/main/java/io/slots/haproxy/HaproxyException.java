package io.slots.haproxy;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * HAProxy cannot be reached, said something unexpected, or its map is not what was written to it;
 * or the state directory cannot be used. What was asked for may have been done or not. The message
 * says what is wrong, in HAProxy's own words where there are any, and what to do.
 */
public final class HaproxyException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  HaproxyException(String message) {
    super(message);
  }

  HaproxyException(String message, Throwable cause) {
    super(message, cause);
  }
}
