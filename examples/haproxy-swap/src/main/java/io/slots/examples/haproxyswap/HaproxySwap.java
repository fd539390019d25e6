package io.slots.examples.haproxyswap;

import io.slots.examples.stage.Glyphs;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Swaps two versions of a real service under load, with HAProxy before them and the state in
 * PostgreSQL:
 *
 * <pre>{@code
 * mvn -q -ntp -pl examples/haproxy-swap -am compile exec:java
 * }</pre>
 */
public final class HaproxySwap {
  private HaproxySwap() {}

  /** Runs with the options of {@code args}, and ends the JVM with the run's exit status. */
  public static void main(String[] args) {
    Charset charset = Glyphs.outputCharset();
    PrintWriter out = new PrintWriter(System.out, true, charset);
    PrintWriter err = new PrintWriter(System.err, true, charset);
    System.exit(
        HaproxySwapCommand.execute(
            options -> new Scenario(options, System.out, Glyphs.of(charset)).run(),
            out,
            err,
            args));
  }
}
