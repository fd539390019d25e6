package io.slots.haproxy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.slots.haproxy.cli.MapEntry;
import io.slots.haproxy.cli.SaidNoException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The directory that HAProxy starts from, and that outlives it: the map of routes, the servers of
 * the backends, and a lock that lets one orchestrator at a time change anything.
 */
final class StateDirectory implements AutoCloseable {
  static final String MAP = "routes.map";
  static final String BACKENDS = "backends.cfg";
  private static final String LOCK = "lock";
  private static final String NOTE =
      "# Written by Slots, each time as a whole. It is what HAProxy starts with.\n";
  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Path directory;
  private final ReentrantLock inside = new ReentrantLock();
  private @Nullable FileChannel channel;

  StateDirectory(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  Path map() {
    return directory.resolve(MAP);
  }

  Path backends() {
    return directory.resolve(BACKENDS);
  }

  /** Makes the directory and what HAProxy cannot start without, as far as it is not there. */
  void create(String backends) throws IOException {
    Files.createDirectories(directory);
    if (Files.notExists(backends())) {
      DurableFile.stage(backends(), backends).place();
    }
    if (Files.notExists(map())) {
      DurableFile.stage(map(), NOTE).place();
    }
  }

  /** Returns the entries of the map on the disk. */
  List<MapEntry> readMap() throws IOException {
    ImmutableList.Builder<MapEntry> entries = ImmutableList.builder();
    for (String line : Splitter.on('\n').omitEmptyStrings().split(Files.readString(map()))) {
      if (!line.startsWith("#")) {
        entries.add(MapEntry.parse(line));
      }
    }
    return entries.build();
  }

  /**
   * Writes a map beside the one that is there, so that putting it in its place cannot fail much.
   */
  DurableFile stageMap(List<MapEntry> entries) throws IOException {
    StringBuilder text = new StringBuilder(NOTE);
    entries.forEach(entry -> text.append(entry.line()).append('\n'));
    return DurableFile.stage(map(), text.toString());
  }

  void writeBackends(String text) throws IOException {
    DurableFile.stage(backends(), text).place();
  }

  /** Does something that nobody else may do at the same time. */
  interface Task<T> {
    T run() throws IOException, SaidNoException;
  }

  /**
   * Does {@code task} while nobody else changes anything.
   *
   * @throws HaproxyException if somebody else goes on for longer than {@code patience}
   */
  <T> T exclusively(Duration patience, Task<T> task) throws IOException, SaidNoException {
    try {
      if (!inside.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy("another call of this very router", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HaproxyException("interrupted before anything was done", e);
    }
    try {
      FileLock lock = lock(patience);
      try {
        return task.run();
      } finally {
        lock.release();
      }
    } finally {
      inside.unlock();
    }
  }

  /**
   * The lock is the platform's: it ends with the process that holds it, however that ends. The
   * channel stays open, for closing it would give up locks that others of this process hold.
   */
  private FileLock lock(Duration patience) throws IOException {
    FileChannel open = channel;
    if (open == null || !open.isOpen()) {
      open =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      channel = open;
    }
    for (long tries = patience.dividedBy(PAUSE); ; tries--) {
      FileLock lock = tryLock(open);
      if (lock != null) {
        return lock;
      }
      if (tries <= 0) {
        throw busy("another orchestrator", patience);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // Another router of this process has it.
    }
  }

  private HaproxyException busy(String holder, Duration patience) {
    return new HaproxyException(
        holder
            + " has been changing the routes for more than "
            + patience.toMillis()
            + " ms, by the lock in "
            + directory
            + ". Nothing was done. A process that stands still must be ended, or go on");
  }

  @Override
  public void close() throws IOException {
    inside.lock();
    try {
      FileChannel open = channel;
      if (open != null) {
        open.close();
      }
    } finally {
      inside.unlock();
    }
  }
}
