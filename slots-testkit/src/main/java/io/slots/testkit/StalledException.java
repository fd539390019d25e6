package io.slots.testkit;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * What a test waits for does not happen: nothing is scheduled any more, or time passes and passes.
 * Its message tells who waits for what; {@link #stall()} tells the same as data.
 */
public final class StalledException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Stall stall;

  StalledException(String message, Stall stall) {
    super(message);
    this.stall = stall;
  }

  /** Who waits for what, and what would happen next. */
  public Stall stall() {
    return stall;
  }
}
