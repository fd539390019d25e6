package io.slots.examples.stage;

import java.io.PrintStream;

/** Prints what the run has to say, until it is told to be silent. Thread-safe. */
public final class Narrator {
  private final PrintStream out;
  private final Glyphs glyphs;
  private boolean silent;

  /** Prints on {@code out}, in signs that it has. */
  public Narrator(PrintStream out, Glyphs glyphs) {
    this.out = out;
    this.glyphs = glyphs;
  }

  /** A part of the run begins: a title and what it is about. */
  public void title(String title, String about) {
    say("\n" + title + ": " + about);
  }

  /** Says this. */
  public synchronized void say(String text) {
    if (!silent) {
      out.println(glyphs.shown(text));
    }
  }

  /** Says this last thing. */
  public synchronized void last(String text) {
    say(text);
    silent = true;
  }
}
