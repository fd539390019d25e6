package io.slots.examples.liveswap;

import io.slots.examples.liveswap.progress.Glyphs;
import java.io.PrintStream;

/** Prints what the run has to say, until it is told to be silent. Thread-safe. */
final class Narrator {
  private final PrintStream out;
  private final Glyphs glyphs;
  private boolean silent;

  Narrator(PrintStream out, Glyphs glyphs) {
    this.out = out;
    this.glyphs = glyphs;
  }

  /** A part of the run begins: a title and what it is about. */
  void title(String title, String about) {
    say("\n" + title + ": " + about);
  }

  synchronized void say(String text) {
    if (!silent) {
      out.println(glyphs.shown(text));
    }
  }

  /** Says this last thing. */
  synchronized void last(String text) {
    say(text);
    silent = true;
  }
}
