package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Holds a store's file for this process, by a lock of the operating system on a file beside it, in
 * which stands who holds it. The system lets go of the lock when the process dies, however it does.
 * The file stays: to delete it would let two processes hold one each.
 */
final class FileHold implements AutoCloseable {
  /** Beyond the text, which others must be able to read even where locks are mandatory. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;

  private FileHold(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Holds {@code file}.
   *
   * @throws StoreException if another holds it; the message says who, and since when
   */
  static FileHold of(Path file, Clock clock) {
    Path beside = beside(file, ".lock");
    FileChannel channel;
    try {
      channel = FileChannel.open(beside, CREATE, READ, WRITE);
    } catch (IOException e) {
      throw new StoreException(
          "the store cannot write beside "
              + file
              + ": make its directory exist, and let this process write there",
          e);
    }
    try {
      if (lock(channel) == null) {
        throw new StoreException(
            file
                + " is held by "
                + Files.readString(beside).strip()
                + "; one process at a time uses a SQLite store: end that one, or share a"
                + " PostgreSQL store");
      }
      String who = "process " + ProcessHandle.current().pid() + " since " + clock.instant() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(who.getBytes(UTF_8)), 0);
      return new FileHold(channel);
    } catch (IOException | RuntimeException e) {
      throw closing(channel, file, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false);
    } catch (OverlappingFileLockException e) {
      // Held by this very process: as good as held by another.
      return null;
    }
  }

  private static StoreException closing(FileChannel channel, Path file, Exception e) {
    StoreException trouble =
        e instanceof StoreException known
            ? known
            : new StoreException("the lock beside " + file + " cannot be taken", e);
    try {
      channel.close();
    } catch (IOException also) {
      trouble.addSuppressed(also);
    }
    return trouble;
  }

  /** The file of that name beside {@code file}, with {@code suffix} added. */
  static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Lets go of it. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new StoreException("the lock of the store cannot be given back", e);
    }
  }
}
