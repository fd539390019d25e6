package io.slots.examples.liveswap;

import io.slots.examples.liveswap.progress.PlainProgress;
import io.slots.examples.liveswap.progress.Progress;
import io.slots.examples.liveswap.progress.TerminalProgress;
import io.slots.examples.stage.Glyphs;
import io.slots.examples.stage.Narrator;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * Where the run is shown.
 *
 * @param out takes the text
 * @param terminal whether lines can be redrawn there
 * @param glyphs the signs that it has
 */
record Screen(PrintStream out, boolean terminal, Glyphs glyphs) {
  /**
   * How operations are shown here.
   *
   * @param status one line about the load
   */
  Progress progress(Narrator narrator, InstantSource clock, Supplier<String> status) {
    return terminal
        ? new TerminalProgress(out, glyphs, clock, status)
        : new PlainProgress(clock.instant(), narrator::say);
  }
}
