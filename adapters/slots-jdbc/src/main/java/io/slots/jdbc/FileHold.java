package io.slots.jdbc;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.slots.spi.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Holds a store's file for this process, by a lock of the operating system on a file beside it. The
 * system lets go of the lock when the process dies, however it does. The file stays: to delete it
 * would let two processes hold one each. Who holds it stands in another file.
 *
 * <p>POSIX: whoever closes a file loses all locks that the process has on it, by whichever channel.
 * So this process must not open, or only read, a lock file whose lock it has.
 */
final class FileHold implements AutoCloseable {
  /** The one that every version of this library has locked, so that they keep each other out. */
  private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

  private final FileChannel channel;
  private final HolderFile holder;

  private FileHold(FileChannel channel, HolderFile holder) {
    this.channel = channel;
    this.holder = holder;
  }

  /**
   * Holds {@code file}.
   *
   * @throws StoreException if this process or another holds it, and the message says who, and since
   *     when; or if the thread is interrupted, which it stays
   */
  static FileHold of(Path file, Clock clock) {
    if (Thread.currentThread().isInterrupted()) {
      throw new SqliteTroubles(file).interrupted();
    }
    try {
      Path real = real(file);
      Path lock = beside(real, ".lock");
      HolderFile holder = new HolderFile(beside(real, ".holder"), lock);
      synchronized (FileHold.class) {
        if (Files.exists(lock) && holder.isThisProcess()) {
          throw held(file, holder, "this is that very process: use the store that it has open");
        }
        return take(file, lock, holder, clock);
      }
    } catch (IOException e) {
      throw new StoreException(
          "the store cannot write beside "
              + file
              + ": make its directory exist, and let this process write there",
          e);
    }
  }

  private static FileHold take(Path file, Path lock, HolderFile holder, Clock clock)
      throws IOException {
    FileChannel channel = FileChannel.open(lock, CREATE, WRITE);
    boolean taken = false;
    try {
      if (!isLocked(channel)) {
        throw held(
            file,
            holder,
            "one process at a time uses a SQLite store: end that one, or share a PostgreSQL store");
      }
      holder.write(clock.instant());
      taken = true;
      return new FileHold(channel, holder);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      // By this process, though the holder file did not say so: it was taken away.
      return false;
    }
  }

  private static StoreException held(Path file, HolderFile holder, String advice)
      throws IOException {
    return new StoreException(file + " is held by " + holder.who() + "; " + advice);
  }

  /** The file itself, by whichever of its names it was called; it need not be there yet. */
  private static Path real(Path file) throws IOException {
    return Files.exists(file)
        ? file.toRealPath()
        : file.resolveSibling("").toRealPath().resolve(file.getFileName());
  }

  /** The file of that name beside {@code file}, with {@code suffix} added. */
  static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /** Lets go of it. */
  @Override
  public void close() {
    synchronized (FileHold.class) {
      try (channel) {
        // While it is held: the next one writes its own name there.
        holder.delete();
      } catch (IOException e) {
        throw new StoreException("the lock of the store cannot be given back", e);
      }
    }
  }
}
