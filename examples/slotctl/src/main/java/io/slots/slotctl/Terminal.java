package io.slots.slotctl;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the command is read and written.
 *
 * @param out what was asked for
 * @param err everything else
 * @param live whether {@code err} is a terminal, whose last line can be written anew
 * @param answers asks a person; nobody is there if empty
 */
record Terminal(
    PrintWriter out, PrintWriter err, boolean live, Optional<Function<String, String>> answers) {
  static Terminal of(@Nullable Console console, PrintWriter out, PrintWriter err) {
    return console == null
        ? new Terminal(out, err, false, Optional.empty())
        : new Terminal(out, err, true, Optional.of(it -> answer(console.readLine("%s ", it))));
  }

  private static String answer(@Nullable String line) {
    return line == null ? "" : line;
  }

  /** Asks whether to go on. Where nobody can answer, the command has to say yes by itself. */
  void confirm(String question, boolean yes) {
    if (yes) {
      return;
    }
    if (answers.isEmpty()) {
      throw new CommandException(
          ExitCodes.USAGE, question + " There is no terminal to ask: say --yes");
    }
    String answer = answers.get().apply(question + " [y/N]").strip().toLowerCase(Locale.ROOT);
    if (!answer.equals("y") && !answer.equals("yes")) {
      throw new CommandException(ExitCodes.USAGE, "nothing was done");
    }
  }
}
