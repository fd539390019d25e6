package io.slots.proxy;

import io.slots.SlotsException;
import java.io.Serial;

/** The proxy cannot listen. The message names host and port, and says what to do. */
public final class ProxyStartException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  ProxyStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
