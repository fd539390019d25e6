package io.slots.operation;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * A change of an app is stored, but the router has not brought its routes into force. The message
 * says what the router said.
 */
public final class RoutesNotInForceException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public RoutesNotInForceException(String message) {
    super(message);
  }
}
