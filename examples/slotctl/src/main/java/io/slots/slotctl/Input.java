package io.slots.slotctl;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What a command is given besides its line, where other users of the machine cannot see it. */
final class Input {
  private Input() {}

  /** Returns all of it, without the end of its last line. */
  static String all() {
    try {
      String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
      return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    } catch (IOException e) {
      throw new CommandException(ExitCodes.USAGE, "the input cannot be read", e);
    }
  }
}
