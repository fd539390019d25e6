package io.slots.operation;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The routes of an app are not in force as they were to be: the router, or the instances that they
 * were to lead to, did not do their part. The message says why, and whether the change is stored.
 */
public final class RoutesNotInForceException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public RoutesNotInForceException(String message) {
    super(message);
  }
}
