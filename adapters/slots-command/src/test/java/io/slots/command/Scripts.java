package io.slots.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.Resources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Scripts of the tests, and what they leave. */
final class Scripts {
  private Scripts() {}

  static Path copy(String name, Path directory) {
    try {
      String text = Resources.toString(Resources.getResource(Scripts.class, name), UTF_8);
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All lines of the files that fit. */
  static List<String> lines(Path directory, String glob) {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, glob)) {
      for (Path file : files) {
        lines.addAll(Files.readAllLines(file, UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  /** Says whether a command started it: its number may have passed to another process. */
  static boolean isOurs(ProcessHandle process) {
    try {
      Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
      return Files.readString(environment, ISO_8859_1).contains(Variables.MARK + "=");
    } catch (IOException e) {
      return false; // it has ended
    }
  }
}
