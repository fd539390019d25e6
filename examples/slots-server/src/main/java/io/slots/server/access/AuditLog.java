package io.slots.server.access;

import io.slots.server.http.Action;
import io.slots.server.http.Audit;
import io.slots.server.http.Caller;
import io.slots.server.http.Json;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of JSON lines: who did what, when, and with what result. It names apps, slots and
 * operations; it never holds a body, a query, a token or a setting. Nothing rotates it.
 * Thread-safe.
 */
public final class AuditLog implements Audit, AutoCloseable {
  /** How far back the last lines are looked for. */
  private static final int TAIL = 1 << 20;

  private final Path file;
  private final FileChannel channel;
  private final Clock clock;

  private AuditLog(Path file, FileChannel channel, Clock clock) {
    this.file = file;
    this.channel = channel;
    this.clock = clock;
  }

  /** Appends to {@code file}. */
  public static AuditLog in(Path file, Clock clock) {
    try {
      return new AuditLog(
          file,
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
          clock);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /**
   * One line.
   *
   * @param at when the call had been answered
   * @param who the token's name, or {@code nobody}
   * @param token the token's identity
   * @param from the address of the caller
   * @param action method and path, with the names of its parameters, not their values
   * @param status what was answered
   * @param millis how long it took
   * @param of app, slot, operation, as far as there are such
   */
  public record Line(
      Instant at,
      String who,
      String token,
      String from,
      String action,
      int status,
      long millis,
      Map<String, String> of) {
    /** Copies the map. */
    public Line {
      of = Collections.unmodifiableMap(new LinkedHashMap<>(of));
    }
  }

  @Override
  public void write(
      Caller caller,
      String from,
      Action action,
      int status,
      Duration took,
      Map<String, String> notes) {
    Line line =
        new Line(
            clock.instant(),
            caller.name(),
            caller.id(),
            from,
            action.name(),
            status,
            took.toMillis(),
            notes);
    append(new String(Json.bytes(line), StandardCharsets.UTF_8) + "\n");
  }

  private synchronized void append(String text) {
    try {
      ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  /** The last lines, the newest first. */
  public List<Line> last(int limit) {
    try (RandomAccessFile read = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, read.length() - TAIL);
      byte[] bytes = new byte[(int) (read.length() - from)];
      read.seek(from);
      read.readFully(bytes);
      List<String> lines =
          new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
      if (from > 0 && !lines.isEmpty()) {
        lines.remove(0);
      }
      Collections.reverse(lines);
      List<Line> last = new ArrayList<>();
      for (String line : lines.subList(0, Math.min(limit, lines.size()))) {
        last.add(Json.mapper().readValue(line, Line.class));
      }
      return last;
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
