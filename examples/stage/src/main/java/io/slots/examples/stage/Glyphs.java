package io.slots.examples.stage;

import java.nio.charset.Charset;
import java.util.Optional;

/**
 * The signs that progress is drawn with.
 *
 * @param full a full piece of a bar
 * @param empty an empty piece of a bar
 * @param done stands before what was done
 * @param failed stands before what failed
 * @param running stands before what is under way
 * @param waiting stands before what is still to come
 */
public record Glyphs(
    String full, String empty, String done, String failed, String running, String waiting) {
  private static final Glyphs UNICODE = new Glyphs("█", "░", "✔", "✘", "▶", "·");
  private static final Glyphs ASCII = new Glyphs("#", "-", "+", "x", ">", ".");

  /** Returns the finest that {@code charset} has. */
  public static Glyphs of(Charset charset) {
    return charset.canEncode() && charset.newEncoder().canEncode("█░✔✘▶·") ? UNICODE : ASCII;
  }

  /** The charset of this program's standard output. */
  public static Charset outputCharset() {
    return Optional.ofNullable(System.getProperty("stdout.encoding"))
        .or(() -> Optional.ofNullable(System.getProperty("sun.stdout.encoding")))
        .map(Charset::forName)
        .orElse(Charset.defaultCharset());
  }

  /** Returns {@code text} in signs that can be shown. */
  public String shown(String text) {
    return equals(UNICODE) ? text : text.replace("→", "->");
  }

  /** Draws a bar that is so full, from 0 to 1. */
  public String bar(double fraction, int width) {
    int pieces = (int) Math.round(Math.min(1, Math.max(0, fraction)) * width);
    return full.repeat(pieces) + empty.repeat(width - pieces);
  }
}
