package io.slots.testkit;

import io.slots.SlotsException;
import java.io.Serial;

/** What a test waits for can never happen: nothing is scheduled any more. */
public final class StalledException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public StalledException(String message) {
    super(message);
  }
}
