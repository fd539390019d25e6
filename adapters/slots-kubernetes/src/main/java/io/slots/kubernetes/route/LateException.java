package io.slots.kubernetes.route;

import io.slots.SlotsException;
import java.io.Serial;

/** Something newer is decided than what was to be brought about, which therefore never will be. */
final class LateException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  LateException(String reason) {
    super(reason);
  }
}
