package io.slots.examples.promote;

import io.slots.examples.stage.Glyphs;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;

/**
 * Promotes one version after the other, each in another way, while requests come in:
 *
 * <pre>{@code
 * mvn -q -ntp -pl examples/preview-and-promote -am compile exec:java
 * }</pre>
 */
public final class PreviewAndPromote {
  private PreviewAndPromote() {}

  /** Runs with the options of {@code args}, and ends the JVM with the run's exit status. */
  public static void main(String[] args) {
    Charset charset = Glyphs.outputCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(PromoteCommand.execute(PreviewAndPromote::run, out, err, args));
  }

  private static int run(RunOptions options) {
    Glyphs glyphs = Glyphs.of(Glyphs.outputCharset());
    return new Play(options, System.out, glyphs, Clock.systemUTC()).run();
  }
}
