package io.slots.command;

import com.google.common.collect.ImmutableList;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.process.ProcessTree;
import io.slots.local.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The marks of commands under way, a file for each, so that what is left of a command is found
 * after a crash, and by other processes that share the directory.
 */
final class Marks {
  /** No instance id has it. */
  static final String SEPARATOR = "~";

  private final Path directory;

  Marks(Path directory) throws IOException {
    OwnerOnly.makeDirectory(directory);
    this.directory = directory;
  }

  /** Returns a new mark for a command of {@code instance}, which is written down. */
  String make(InstanceId instance) {
    String mark = UUID.randomUUID().toString();
    try {
      Path unused = Files.createFile(file(instance, mark));
      return mark;
    } catch (IOException e) {
      throw new StateDirectoryException(
          "cannot write in " + directory + ", so that no command is started that none would find",
          e);
    }
  }

  /** Forgets a command that has ended. */
  void remove(InstanceId instance, String mark) {
    Path file = file(instance, mark);
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot delete " + file, e);
    }
  }

  /** The marks of commands of {@code instance} that are under way, or were when somebody died. */
  ImmutableList<String> of(InstanceId instance) {
    String prefix = instance + SEPARATOR;
    ImmutableList.Builder<String> marks = ImmutableList.builder();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            directory, file -> file.getFileName().toString().startsWith(prefix))) {
      files.forEach(file -> marks.add(file.getFileName().toString().substring(prefix.length())));
    } catch (IOException | java.nio.file.DirectoryIteratorException e) {
      throw new StateDirectoryException("cannot read " + directory, e);
    }
    return marks.build();
  }

  /** The processes that have {@code mark}, and what they started. */
  static ProcessTree tree(Optional<ProcessHandle> root, String mark) {
    return new ProcessTree(root, Variables.MARK, mark);
  }

  private Path file(InstanceId instance, String mark) {
    return directory.resolve(instance + SEPARATOR + mark);
  }
}
