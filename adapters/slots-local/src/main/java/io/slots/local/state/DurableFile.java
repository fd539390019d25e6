package io.slots.local.state;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;

/** Writes files that a crash leaves whole: as they were before, or as they are now. */
public final class DurableFile {
  private static final String TEMPORARY = ".tmp";

  private DurableFile() {}

  /** Writes {@code content}; when it returns, the file outlives a loss of power. */
  public static void write(Path file, byte[] content) throws IOException {
    write(file, content, new FileAttribute<?>[0]);
  }

  /** As {@link #write}, and only the file's owner may read it, at no moment anybody else. */
  public static void writeOwnerOnly(Path file, byte[] content) throws IOException {
    write(file, content, OwnerOnly.permissions("rw-------"));
  }

  private static void write(Path file, byte[] content, FileAttribute<?>[] attributes)
      throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IOException(file + " is not a file in a directory");
    }
    // The dot keeps it apart from every record, for no instance id starts with one.
    Path temporary = directory.resolve("." + file.getFileName() + TEMPORARY);
    // What a crash left there has whatever permissions it has.
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            ImmutableSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Says whether {@code file} is what a crash left of a write that did not take place. */
  public static boolean isUnfinished(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".") && name.endsWith(TEMPORARY);
  }
}
