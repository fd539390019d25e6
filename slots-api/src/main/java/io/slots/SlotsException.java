package io.slots;

import java.io.Serial;

/**
 * The base of every exception of the library. Outcomes that are part of the job are values; an
 * exception means misuse ({@link RefusedException}) or broken infrastructure.
 */
public abstract class SlotsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  protected SlotsException(String message) {
    super(message);
  }

  /** With the message that a person reads, and what caused it. */
  protected SlotsException(String message, Throwable cause) {
    super(message, cause);
  }
}
