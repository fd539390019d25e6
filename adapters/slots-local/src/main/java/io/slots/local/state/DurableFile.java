package io.slots.local.state;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.function.Predicate;

/**
 * A new content of a file, durably on the disk beside it. A crash leaves the file whole: as it was
 * before {@link #place}, or as it is after.
 *
 * <p>What fails leaves nothing behind. What a crash leaves beside the file is cleared away by the
 * next write of that file, and by {@link #sweep}. One at a time may write a file.
 */
public final class DurableFile {
  private static final String TEMPORARY = ".tmp";
  private static final FileAttribute<?>[] BY_UMASK = {};

  private final Path file;
  private final Path directory;
  private final Path temporary;

  private DurableFile(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IOException(file + " is not a file in a directory");
    }
    this.file = file;
    this.directory = parent;
    // The dot keeps it apart from every record, for no instance id starts with one.
    this.temporary = parent.resolve("." + file.getFileName() + TEMPORARY);
  }

  /** Writes {@code content}; when it returns, the file outlives a loss of power. */
  public static void write(Path file, byte[] content) throws IOException {
    stage(file, content).place();
  }

  /** As {@link #write}, and only the file's owner may read it, at no moment anybody else. */
  public static void writeOwnerOnly(Path file, byte[] content) throws IOException {
    stage(file, content, OwnerOnly.permissions("rw-------")).place();
  }

  /**
   * Writes {@code content} beside the file, for those to read whom this process's umask lets; all
   * that may well fail is done then.
   */
  public static DurableFile stage(Path file, byte[] content) throws IOException {
    return stage(file, content, BY_UMASK);
  }

  private static DurableFile stage(Path file, byte[] content, FileAttribute<?>[] attributes)
      throws IOException {
    DurableFile staged = new DurableFile(file);
    // What a crash left there has whatever permissions it has.
    Files.deleteIfExists(staged.temporary);
    staged.orNothing(() -> staged.fill(content, attributes));
    return staged;
  }

  private void fill(byte[] content, FileAttribute<?>[] attributes) throws IOException {
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
  }

  /** Puts it in the place of what was there; when this returns, it outlives a loss of power. */
  public void place() throws IOException {
    orNothing(
        () ->
            Files.move(
                temporary,
                file,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private interface Act {
    void run() throws IOException;
  }

  /** What was written may be secret, so that none of it stays when it does not get its place. */
  private void orNothing(Act act) throws IOException {
    try {
      act.run();
    } catch (IOException | RuntimeException | Error e) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /**
   * Clears away what crashes have left in {@code directory} of writes that did not take place.
   * Nobody may be writing there.
   */
  public static void sweep(Path directory) throws IOException {
    sweep(directory, name -> true);
  }

  /**
   * As {@link #sweep(Path)}, and leaves alone what is not of a file that {@code ours} accepts by
   * its name, for that is somebody else's.
   */
  public static void sweep(Path directory, Predicate<String> ours) throws IOException {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(directory, file -> isUnfinished(file, ours))) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isUnfinished(Path file, Predicate<String> ours) {
    String name = file.getFileName().toString();
    return name.startsWith(".")
        && name.endsWith(TEMPORARY)
        && name.length() > 1 + TEMPORARY.length()
        && ours.test(name.substring(1, name.length() - TEMPORARY.length()))
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }
}
