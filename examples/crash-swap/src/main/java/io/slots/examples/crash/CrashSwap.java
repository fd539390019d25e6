package io.slots.examples.crash;

import io.slots.examples.stage.Glyphs;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Kills orchestrators in the middle of swaps:
 *
 * <pre>{@code
 * mvn -q -ntp -pl examples/crash-swap -am compile exec:java
 * }</pre>
 */
public final class CrashSwap {
  private CrashSwap() {}

  /** Runs with the options of {@code args}, and ends the JVM with the run's exit status. */
  public static void main(String[] args) {
    Charset charset = Glyphs.outputCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(CrashCommand.execute(CrashSwap::run, out, err, args));
  }

  private static int run(RunOptions options) {
    return new Campaign(options, System.out, Glyphs.of(Glyphs.outputCharset())).run();
  }
}
