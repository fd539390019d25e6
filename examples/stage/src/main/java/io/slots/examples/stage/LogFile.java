package io.slots.examples.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an instance wrote, run after run, each below a line that tells of its start.
 *
 * @param file the file
 */
record LogFile(Path file) {
  private static final String HEADER = "--- ";

  /**
   * The last line of the last run as {@code slot}'s instance, if it wrote any. The header is
   * written when the process has been started, so that a very short run stands before its header:
   * of a run without a line, the line before counts.
   */
  Optional<String> lastWords(String slot) {
    Optional<String> before = Optional.empty();
    Optional<String> last = Optional.empty();
    boolean its = false;
    for (String line : lines()) {
      if (line.startsWith(HEADER)) {
        its = line.contains(" as " + slot + ",");
        last = its ? before : last;
      } else if (!line.isBlank()) {
        before = Optional.of(line.strip());
        last = its ? before : last;
      }
    }
    return last;
  }

  /** A log that cannot be read is one that tells nothing: it is shown for convenience only. */
  private List<String> lines() {
    try {
      return Files.exists(file)
          ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList()
          : List.of();
    } catch (IOException e) {
      return List.of(HEADER, "(" + file + " cannot be read: " + e.getMessage() + ")");
    }
  }
}
