package io.slots.local.state;

import io.slots.local.StateDirectoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one at a time of all processes that share a directory do something short. Safe for use by
 * several threads.
 *
 * <p>The lock is the platform's: it ends with the process that holds it, however that ends.
 */
public final class SharedLock implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Path file;
  private final ReentrantLock inside = new ReentrantLock();
  private @Nullable FileChannel channel;
  private boolean closed;

  /** By a lock on {@code file}, which is made when it is needed. */
  public SharedLock(Path file) {
    this.file = file;
  }

  /** The lock, until it is released by the thread that took it. */
  public final class Held {
    private final FileLock lock;

    private Held(FileLock lock) {
      this.lock = lock;
    }

    /**
     * Lets the next one have it.
     *
     * @throws StateDirectoryException if the platform does not
     */
    public void release() {
      try {
        lock.release();
      } catch (IOException e) {
        throw new StateDirectoryException("cannot release " + file, e);
      } finally {
        inside.unlock();
      }
    }
  }

  /**
   * Takes the lock.
   *
   * @param patience how long to wait for it: once for others of this process, once for others
   * @throws StateDirectoryException if somebody else holds it for longer, the thread is
   *     interrupted, this is closed, or the file cannot be locked
   */
  public Held take(Duration patience) {
    try {
      if (!inside.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy("this very process", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted();
    }
    boolean taken = false;
    try {
      Held held = new Held(lock(patience));
      taken = true;
      return held;
    } catch (IOException e) {
      throw new StateDirectoryException("cannot lock " + file, e);
    } finally {
      if (!taken) {
        inside.unlock();
      }
    }
  }

  private FileLock lock(Duration patience) throws IOException {
    // The channel stays open: POSIX takes all locks that a process has on a file when one is
    // closed.
    if (closed) {
      throw new StateDirectoryException(file + " was let go of, for its owner is closed");
    }
    FileChannel open = channel;
    if (open == null) {
      open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    for (long tries = patience.dividedBy(PAUSE); ; tries--) {
      FileLock lock = tryLock(open);
      if (lock != null) {
        return lock;
      }
      if (tries <= 0) {
        throw busy("another process", patience);
      }
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(); // Such a thread does not pause, so that there is no patience left.
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another lock of this process has it.
    }
  }

  private StateDirectoryException interrupted() {
    return new StateDirectoryException(
        "interrupted when it waited for " + file + ". Nothing was done");
  }

  private StateDirectoryException busy(String holder, Duration patience) {
    return new StateDirectoryException(
        holder
            + " has held "
            + file
            + " for more than "
            + patience.toMillis()
            + " ms. Nothing was done. One that stands still must be ended, or go on");
  }

  /** Waits for who holds it in this process, and lets go of the file for good. */
  @Override
  public void close() {
    inside.lock();
    try {
      FileChannel open = channel;
      closed = true;
      channel = null;
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      throw new StateDirectoryException("cannot release " + file, e);
    } finally {
      inside.unlock();
    }
  }
}
