package io.slots.operation;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * This engine does not drive the operation any more: it was closed, or another engine has taken the
 * operation over. The operation itself goes on there.
 */
public final class EngineStoppedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public EngineStoppedException(String message) {
    super(message);
  }
}
