package io.slots.examples.liveswap;

import io.slots.examples.stage.Glyphs;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import picocli.CommandLine.Help.Ansi;

/**
 * Swaps two versions of a real service under load, back again, and tries a broken one:
 *
 * <pre>{@code
 * mvn -q -ntp -pl examples/live-swap -am compile exec:java
 * }</pre>
 */
public final class LiveSwap {
  private LiveSwap() {}

  /** Runs with the options of {@code args}, and ends the JVM with the run's exit status. */
  public static void main(String[] args) {
    // The picture needs no display; asking for one would fail on a server, and bounce on a Mac.
    System.setProperty("java.awt.headless", "true");
    Charset charset = Glyphs.outputCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(LiveSwapCommand.execute(LiveSwap::run, out, err, args));
  }

  private static int run(RunOptions options) {
    Screen screen = new Screen(System.out, isTerminal(), Glyphs.of(Glyphs.outputCharset()));
    return new Scenario(options, screen, Clock.systemUTC()).run();
  }

  /** Whether lines can be redrawn: a terminal that is not dumb, and no {@code NO_COLOR}. */
  private static boolean isTerminal() {
    return Ansi.AUTO.enabled() && !"dumb".equals(System.getenv("TERM"));
  }
}
