package io.slots.slotctl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What shows a server who asks. It is looked at before it is sent: another file, named by mistake,
 * would be sent to the server or told in an error, and may be as secret. No message repeats it.
 */
final class Token {
  private static final Pattern FORM = Pattern.compile("slots_[a-z0-9]{8}_[A-Za-z0-9_-]{43}");

  private Token() {}

  /** Reads the token in a file. */
  static String in(Path file) {
    try {
      return of(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new CommandException(ExitCodes.NOT_ALLOWED, "the token cannot be read from " + file, e);
    }
  }

  /**
   * Takes a token.
   *
   * @param from what holds it, for whoever has to mend it
   */
  static String of(String text, String from) {
    String token = text.strip();
    if (!FORM.matcher(token).matches()) {
      throw new CommandException(
          ExitCodes.NOT_ALLOWED,
          from
              + " holds no token; accepted is one line, slots_ID_SECRET, as the server has told it"
              + " when the token was made");
    }
    return token;
  }
}
