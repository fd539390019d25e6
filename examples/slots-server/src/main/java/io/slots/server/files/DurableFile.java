package io.slots.server.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Small files that are whole, or as they were, whenever the machine stops; for their owner only.
 * When a method returns, what it did outlives a loss of power.
 */
public final class DurableFile {
  private DurableFile() {}

  /** Puts {@code bytes} in the place of what the file holds. */
  public static void write(Path file, byte[] bytes) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(beside);
      try (FileChannel channel = create(beside)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        channel.force(true);
      }
      OwnerOnly.sameOwner(file, beside);
      move(beside, file);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written", e);
    }
  }

  private static FileChannel create(Path file) throws IOException {
    FileAttribute<?>[] attributes = OwnerOnly.attributes(file, OwnerOnly.FILE);
    return FileChannel.open(
        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes);
  }

  /**
   * Gives a file, or a directory with all that is in it, its name, under which it is whole or not
   * there. A file that has the name is replaced; a directory that has it is not.
   */
  public static void move(Path from, Path to) throws IOException {
    sync(from);
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    syncDirectory(to.toAbsolutePath().getParent());
  }

  /** What is in a directory is synced before the directory that names it. */
  private static void sync(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return;
    }
    List<Path> inside;
    try (Stream<Path> found = Files.list(path)) {
      inside = found.toList();
    }
    for (Path it : inside) {
      sync(it);
    }
    syncDirectory(path);
  }

  /** A new name is on the disk only when its directory is. Windows has no such thing. */
  private static void syncDirectory(@Nullable Path directory) throws IOException {
    if (directory != null && OwnerOnly.isKnown(directory)) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }
}
