package io.slots.examples.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * What a child process hangs on: standard input, whose other end its parent holds. It ends when the
 * parent closes it, and also when the parent is killed outright.
 */
public final class Lifeline {
  private Lifeline() {}

  /** Waits until it ends. */
  public static void hold() {
    InputStream in = System.in;
    try {
      while (in.read() >= 0) {
        // Nobody writes to it.
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
