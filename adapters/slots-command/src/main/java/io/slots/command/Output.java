package io.slots.command;

import com.google.common.base.CharMatcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a command writes: its end, of a bounded size, and the address that it tells. For use by one
 * thread.
 */
final class Output {
  /** A line that starts so tells where the instance listens. */
  static final String ADDRESS = "SLOTS_ADDRESS=";

  private static final int CHUNK = 8192;
  private static final int LONGEST_ADDRESS = 512;
  private static final CharMatcher UNFIT =
      CharMatcher.javaIsoControl().and(CharMatcher.noneOf("\n\t"));

  private final Mask mask;
  private final int limit;
  private final int kept;
  private final byte[] chunk = new byte[CHUNK];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private byte[] end = new byte[0];
  private boolean cut;
  private Optional<String> address = Optional.empty();

  /**
   * Keeps the last {@code limit} bytes.
   *
   * @param mask what is hidden in them
   */
  Output(Mask mask, int limit) {
    this.mask = mask;
    this.limit = limit;
    // A value that the beginning cuts in two is recognised by what came before; and a character
    // that it cuts has at most three more bytes.
    this.kept = limit + mask.longest() + 3;
  }

  /**
   * Takes what is there now; says whether there was anything. Does not wait for more, nor take what
   * is written meanwhile: who writes without end must not keep the caller.
   */
  boolean takeFrom(InputStream in) throws IOException {
    int there = in.available();
    boolean any = there > 0;
    while (there > 0) {
      int count = in.read(chunk, 0, Math.min(there, CHUNK));
      if (count < 0) {
        return any;
      }
      take(chunk, count);
      there -= count;
    }
    return any;
  }

  private void take(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] == '\n') {
        endLine();
      } else if (line.size() < LONGEST_ADDRESS) {
        line.write(bytes[i]);
      }
    }
    byte[] all = Arrays.copyOf(end, end.length + count);
    System.arraycopy(bytes, 0, all, end.length, count);
    cut |= all.length > kept;
    end = all.length > kept ? Arrays.copyOfRange(all, all.length - kept, all.length) : all;
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    if (text.startsWith(ADDRESS)) {
      address = Optional.of(text.substring(ADDRESS.length()).strip());
    }
  }

  /** The address that the last such line told. */
  Optional<String> address() {
    endLine();
    return address;
  }

  /** The end of it, with all values hidden, fit to be printed. */
  String masked() {
    if (limit == 0) {
      return "";
    }
    String text = new String(end, StandardCharsets.UTF_8);
    int start = 0;
    if (cut || end.length > limit) {
      byte[] before = Arrays.copyOf(end, Math.max(0, end.length - limit));
      start = Math.min(text.length(), new String(before, StandardCharsets.UTF_8).length());
    }
    String masked = UNFIT.replaceFrom(mask.apply(text, start), '?').strip();
    return start > 0 ? "…" + masked : masked;
  }
}
