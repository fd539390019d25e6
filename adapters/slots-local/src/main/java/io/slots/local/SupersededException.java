package io.slots.local;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * A later call for the same instance took the place of this one. What this one started is ended
 * before the later one starts anything.
 */
public final class SupersededException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  public SupersededException(String message) {
    super(message);
  }
}
