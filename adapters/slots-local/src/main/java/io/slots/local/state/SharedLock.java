package io.slots.local.state;

import io.slots.local.StateDirectoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time of all processes that share a directory do something short. Safe for use by
 * several threads.
 *
 * <p>The lock is the platform's: it ends with the process that holds it, however that ends.
 */
final class SharedLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path file;
  private @Nullable FileChannel channel;

  SharedLock(Path file) {
    this.file = file;
  }

  /**
   * Does {@code task} while nobody else does such a one.
   *
   * @throws StateDirectoryException if another process holds the lock for 30 s
   */
  synchronized <T> T exclusively(Supplier<T> task) {
    try {
      FileLock lock = lock();
      try {
        return task.get();
      } finally {
        lock.release();
      }
    } catch (IOException e) {
      throw new StateDirectoryException("cannot lock " + file, e);
    }
  }

  private FileLock lock() throws IOException {
    // The channel stays open: POSIX takes all locks that a process has on a file when one is
    // closed.
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    for (long tries = PATIENCE.dividedBy(PAUSE); tries > 0; tries--) {
      FileLock lock = tryLock(open);
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new StateDirectoryException(
        "another process has held "
            + file
            + " for "
            + PATIENCE.toSeconds()
            + " s. Nothing was done. One that stands still must be ended, or go on");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another lock of this process has it.
    }
  }

  @Override
  public synchronized void close() {
    FileChannel open = channel;
    channel = null;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new StateDirectoryException("cannot release " + file, e);
    }
  }
}
