package io.slots.haproxy.cli;

import java.io.Serial;

/** HAProxy refused a command. The message has the command and, word for word, what it said. */
public final class SaidNoException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  /**
   * @param command what it was told
   * @param said what it said
   */
  public SaidNoException(String command, String said) {
    super("HAProxy said to \"" + command + "\": " + said);
  }
}
