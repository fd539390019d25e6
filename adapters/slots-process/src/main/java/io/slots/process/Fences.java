package io.slots.process;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import io.slots.SlotsException;
import io.slots.app.AppName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The fencing tokens that were shown when operations were taken over, a file for each app, so that
 * they outlive the runtime (S9.4). Safe for use by several threads.
 */
final class Fences {
  private static final int FIELDS = 3;

  private final Path directory;
  private final Map<AppName, Long> written = new HashMap<>();

  Fences(Path directory) {
    this.directory = directory;
  }

  /** Writes {@code token} down, unless a higher one is; when it returns, it is durable. */
  synchronized void write(AppName app, long token) {
    if (written.getOrDefault(app, Long.MIN_VALUE) >= token) {
      return;
    }
    Path file = directory.resolve(app.folded());
    String fields = app.folded() + " " + token;
    try {
      DurableFile.write(file, (fields + " " + checksum(fields)).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StateDirectoryException("cannot write " + file, e);
    }
    written.put(app, token);
  }

  /**
   * Returns the token of each app, and clears away what a crash left of writes that did not take
   * place.
   *
   * @throws StateDirectoryException if a file is torn or was altered (S9.6)
   */
  synchronized Map<AppName, Long> readAll() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (DurableFile.isUnfinished(file)) {
          Files.delete(file);
        } else {
          read(file);
        }
      }
    } catch (IOException e) {
      throw new StateDirectoryException("cannot read the fencing tokens in " + directory, e);
    }
    return Map.copyOf(written);
  }

  private void read(Path file) throws IOException {
    try {
      List<String> fields =
          Splitter.on(' ').splitToList(Files.readString(file, StandardCharsets.UTF_8));
      if (fields.size() != FIELDS
          || !fields.get(2).equals(checksum(fields.get(0) + " " + fields.get(1)))) {
        throw new IllegalArgumentException("its checksum is wrong or missing");
      }
      written.put(AppName.of(fields.get(0)), Long.parseLong(fields.get(1)));
    } catch (IllegalArgumentException
        | SlotsException
        | java.nio.charset.CharacterCodingException e) {
      throw new StateDirectoryException(
          "the fencing token in "
              + file
              + " is damaged: "
              + e.getMessage()
              + ". Delete the file when no other engine has used this directory",
          e);
    }
  }

  private static String checksum(String fields) {
    return Hashing.sha256().hashString(fields, StandardCharsets.UTF_8).toString();
  }
}
