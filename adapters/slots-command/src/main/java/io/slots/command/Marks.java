package io.slots.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.process.Proc;
import io.slots.local.process.ProcessTree;
import io.slots.local.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * The marks of commands under way, a file for each, so that what is left of a command is found
 * after a crash, and by other processes that share the directory. The file says among which
 * processes the command's are to be looked for.
 */
final class Marks {
  /** No instance id has it. */
  private static final String SEPARATOR = "~";

  private static final String UNKNOWN = "unknown";

  private final Path directory;

  Marks(Path directory) throws IOException {
    OwnerOnly.makeDirectory(directory);
    this.directory = directory;
  }

  /** Returns a new mark for a command of {@code instance}, which is written down. */
  String make(InstanceId instance) {
    String mark = UUID.randomUUID().toString();
    try {
      Path unused =
          Files.writeString(
              directory.resolve(name(instance, mark)),
              Proc.pidNamespace().orElse(UNKNOWN),
              StandardOpenOption.CREATE_NEW);
      return mark;
    } catch (IOException e) {
      throw new StateDirectoryException(
          "cannot write in " + directory + ", so that no command is started that none would find",
          e);
    }
  }

  /** Forgets a command that has ended. */
  void remove(InstanceId instance, String mark) {
    remove(directory.resolve(name(instance, mark)));
  }

  private static void remove(Path file) {
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot delete " + file, e);
    }
  }

  /** The marks of commands of {@code instance} that are under way, or were when somebody died. */
  ImmutableList<String> of(InstanceId instance) {
    String prefix = instance + SEPARATOR;
    return names().stream()
        .filter(name -> name.startsWith(prefix))
        .map(name -> name.substring(prefix.length()))
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * Forgets all commands that have ended, as somebody died who ran them; but for those of other
   * containers, of which that cannot be told. Nobody may start any meanwhile.
   */
  void removeGone() {
    Optional<String> here = Proc.pidNamespace();
    for (String name : names()) {
      String mark = name.substring(name.indexOf(SEPARATOR) + SEPARATOR.length());
      Path file = directory.resolve(name);
      if (here.isPresent()
          && here.equals(read(file))
          && tree(Optional.empty(), mark).living().isEmpty()) {
        remove(file);
      }
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty(); // The command has just ended.
    } catch (IOException e) {
      throw new StateDirectoryException("cannot read " + file, e);
    }
  }

  /** What marks are called: instance, {@link #SEPARATOR}, mark. */
  ImmutableSet<String> names() {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            directory, file -> file.getFileName().toString().contains(SEPARATOR))) {
      ImmutableSet.Builder<String> names = ImmutableSet.builder();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names.build();
    } catch (IOException | DirectoryIteratorException e) {
      throw new StateDirectoryException("cannot read " + directory, e);
    }
  }

  /** The processes that have {@code mark}, and what they started. */
  static ProcessTree tree(Optional<ProcessHandle> root, String mark) {
    return new ProcessTree(root, Variables.MARK, mark);
  }

  /** What a command's mark is called, and what else is its own. */
  static String name(InstanceId instance, String mark) {
    return instance + SEPARATOR + mark;
  }
}
