package io.slots.command;

import io.slots.SlotsException;
import java.io.Serial;
import java.util.OptionalInt;

/**
 * A command did not do its work: it ended with another status than 0, it took too long, it could
 * not be started, or it did not tell what it has to. What was left of it has been ended; if that
 * failed too, the message says so, and the next call for the instance tries again.
 *
 * <p>The message names the program, never an argument, and holds the end of what the command wrote,
 * in which the values of settings are masked: as they are, and as shells, JSON, URLs and Base64
 * have them. A command that writes them in yet another way, or parts of them only, cannot be
 * helped; and a stop is given no settings, so that nothing is masked of what it writes. What a
 * command writes of other secrets is its own affair.
 */
public final class CommandFailedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  private final int exitStatus;
  private final String output;

  CommandFailedException(String message, int exitStatus, String output) {
    super(output.isEmpty() ? message : message + "\n" + output);
    this.exitStatus = exitStatus;
    this.output = output;
  }

  CommandFailedException(String message, Throwable cause) {
    super(message, cause);
    this.exitStatus = -1;
    this.output = "";
  }

  /** Its exit status, 0 to 255; empty if it was not started or had to be ended. */
  public OptionalInt exitStatus() {
    return exitStatus < 0 ? OptionalInt.empty() : OptionalInt.of(exitStatus);
  }

  /** The end of what it wrote, standard output and error together, without values of settings. */
  public String output() {
    return output;
  }
}
