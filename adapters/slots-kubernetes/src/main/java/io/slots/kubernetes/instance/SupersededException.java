package io.slots.kubernetes.instance;

import io.slots.SlotsException;
import java.io.Serial;

/** A later call for the same instance has taken the place of this one. */
public final class SupersededException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  SupersededException(String message) {
    super(message);
  }
}
