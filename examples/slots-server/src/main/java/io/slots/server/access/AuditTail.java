package io.slots.server.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.slots.server.http.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The end of an audit log, as far back as 1 MiB.
 *
 * @param lines one for each call, the newest first
 * @param unreadable how many lines among them cannot be read, because a crash or a full disk has
 *     cut them
 */
public record AuditTail(List<AuditLog.Line> lines, int unreadable) {
  private static final int LONGEST = 1 << 20;

  static AuditTail of(Path file, int limit) throws IOException {
    List<AuditLog.Line> last = new ArrayList<>();
    Set<String> answered = new HashSet<>();
    int unreadable = 0;
    for (String text : textsFromTheLast(file)) {
      if (last.size() == limit) {
        break;
      }
      try {
        AuditLog.Line line = Json.mapper().readValue(text, AuditLog.Line.class);
        String call = line.call();
        if (line.status() != null && call != null) {
          answered.add(call);
        }
        // Of a call that was answered, the line from before says nothing more.
        if (line.status() != null || call == null || !answered.contains(call)) {
          last.add(line);
        }
      } catch (JsonProcessingException e) {
        unreadable++;
      }
    }
    return new AuditTail(List.copyOf(last), unreadable);
  }

  private static List<String> textsFromTheLast(Path file) throws IOException {
    byte[] bytes = bytes(file, LONGEST);
    List<String> lines =
        new ArrayList<>(new String(bytes, StandardCharsets.UTF_8).lines().toList());
    if (bytes.length == LONGEST) {
      lines.remove(0);
    }
    lines.removeIf(String::isBlank);
    Collections.reverse(lines);
    return lines;
  }

  /** The last bytes of a file. */
  static byte[] bytes(Path file, int most) throws IOException {
    try (FileChannel read = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(most, read.size()));
      read.position(read.size() - bytes.capacity());
      while (bytes.hasRemaining() && read.read(bytes) >= 0) {
        // Until it has all.
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }
}
