package io.slots.process;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.slots.RefusedException;
import io.slots.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a command line before anything is stopped for its sake. Messages name the program, never
 * an argument, for one may hold a secret.
 */
final class Program {
  private final Path workingDirectory;
  private final String searchPath;

  /**
   * @param searchPath the {@code PATH} of this process, where the platform looks for a program
   */
  Program(Path workingDirectory, String searchPath) {
    this.workingDirectory = workingDirectory;
    this.searchPath = searchPath;
  }

  /** Returns {@code words} if they can be a command line. */
  static ImmutableList<String> words(List<String> words) {
    if (words.isEmpty() || words.get(0).isEmpty()) {
      throw new RefusedException(
          Rule.of(1, 4), "the command line names no program", "program first, then its arguments");
    }
    if (words.stream().anyMatch(word -> word.indexOf('\0') >= 0)) {
      throw new RefusedException(
          Rule.of(1, 4),
          "the command line has a NUL character",
          "words that can be handed to a program");
    }
    return ImmutableList.copyOf(words);
  }

  /**
   * Looks for {@code program} as the platform will.
   *
   * @throws StartFailedException if it or the working directory is not there
   */
  void find(String program) {
    if (!Files.isDirectory(workingDirectory)) {
      throw new StartFailedException(
          "the working directory " + workingDirectory + " is not there; nothing was stopped");
    }
    if (locate(program).isEmpty()) {
      throw new StartFailedException(
          "there is no program \"" + program + "\" " + where(program) + "; nothing was stopped");
    }
  }

  private Optional<Path> locate(String program) {
    if (program.contains("/")) {
      return Optional.of(workingDirectory.resolve(program)).filter(Program::canRun);
    }
    return Splitter.on(':')
        .splitToStream(searchPath)
        .map(directory -> workingDirectory.resolve(directory).resolve(program))
        .filter(Program::canRun)
        .findFirst();
  }

  private static boolean canRun(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  private String where(String program) {
    return program.contains("/")
        ? "that can be run, seen from " + workingDirectory
        : "in the PATH of this process";
  }
}
