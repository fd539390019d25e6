package io.slots.server.files;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Lets one at a time of all processes do something short, by a lock of the system's on a file. The
 * lock ends with the process that holds it, however that ends; the file stays. Thread-safe.
 */
public final class Turn {
  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path file;

  /** Takes turns by that file, which is made. */
  public Turn(Path file) {
    this.file = file;
  }

  /**
   * Does {@code task} while nobody else does such a one.
   *
   * @throws UncheckedIOException if the file cannot be locked, or another holds it for 30 s;
   *     nothing was done
   */
  public synchronized <T> T take(Supplier<T> task) {
    OwnerOnly.file(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = lock(channel)) {
      if (!lock.isValid()) {
        throw new IOException("the lock was lost");
      }
      return task.get();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be locked", e);
    }
  }

  private FileLock lock(FileChannel channel) throws IOException {
    for (long tries = PATIENCE.dividedBy(PAUSE); tries > 0; tries--) {
      FileLock lock = tried(channel);
      if (lock != null) {
        return lock;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new IOException(
        "another process has held it for " + PATIENCE.toSeconds() + " s; nothing was done");
  }

  private static @Nullable FileLock tried(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another of this very process has it.
    }
  }
}
