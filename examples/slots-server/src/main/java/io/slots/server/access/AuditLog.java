package io.slots.server.access;

import io.slots.server.files.OwnerOnly;
import io.slots.server.http.Audit;
import io.slots.server.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines: who did what, when, and with what result. A call has two: one from before
 * it was done, and one with what was answered. It names apps, slots and operations; it never holds
 * a body, a query, a token or a setting. Its owner alone may read it; nothing rotates it.
 * Thread-safe.
 *
 * <p>A line that a full disk or a crash has cut is left as it is; the next begins a line of its
 * own.
 */
public final class AuditLog implements Audit, AutoCloseable {
  private final Path file;
  private final FileChannel channel;
  private final Clock clock;

  /** Whether the next line can follow what is there. */
  private boolean whole;

  private AuditLog(Path file, FileChannel channel, Clock clock, boolean whole) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
    this.whole = whole;
  }

  /**
   * Appends to {@code file}.
   *
   * @throws UncheckedIOException if it cannot be opened
   */
  public static AuditLog in(Path file, Clock clock) {
    OwnerOnly.file(file);
    try {
      return new AuditLog(
          file,
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          clock,
          isWhole(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static boolean isWhole(Path file) throws IOException {
    byte[] last = AuditTail.bytes(file, 1);
    return last.length == 0 || last[0] == '\n';
  }

  /**
   * One line.
   *
   * @param call what the two lines of a call have in common; absent in lines of older servers
   * @param at when it was written: before the call was done, or when it had been answered
   * @param who the token's name, or {@code nobody}
   * @param token the token's identity
   * @param from the address of the caller
   * @param action method and path, with the names of its parameters, not their values
   * @param status what was answered; absent if it is not answered yet, or if nobody knows what
   *     became of it because the server ended or could not write
   * @param millis how long it took, if it was answered
   * @param of app, slot, operation, as far as there are such
   */
  public record Line(
      @Nullable String call,
      Instant at,
      String who,
      String token,
      String from,
      String action,
      @Nullable Integer status,
      @Nullable Long millis,
      Map<String, String> of) {
    /** Copies the map. */
    public Line {
      of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
    }
  }

  @Override
  public void asked(Call call, Map<String, String> of) {
    append(line(call, null, null, of));
  }

  @Override
  public void answered(Call call, int status, Duration took, Map<String, String> of) {
    append(line(call, status, took.toMillis(), of));
  }

  private Line line(
      Call call, @Nullable Integer status, @Nullable Long millis, Map<String, String> of) {
    return new Line(
        call.id(),
        clock.instant(),
        call.caller().name(),
        call.caller().id(),
        call.from(),
        call.action().name(),
        status,
        millis,
        of);
  }

  private synchronized void append(Line line) {
    String text = (whole ? "" : "\n") + new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n";
    try {
      whole = false;
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      whole = true;
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /**
   * The last calls, at most {@code limit}.
   *
   * @throws UncheckedIOException if the file cannot be read
   */
  public synchronized AuditTail last(int limit) {
    try {
      return AuditTail.of(file, limit);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be closed", e);
    }
  }
}
