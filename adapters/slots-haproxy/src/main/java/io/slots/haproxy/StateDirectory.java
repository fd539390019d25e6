package io.slots.haproxy;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import io.slots.haproxy.cli.MapEntry;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.local.StateDirectoryException;
import io.slots.local.state.DurableFile;
import io.slots.local.state.SharedLock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

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

  private final Path directory;
  private final SharedLock lock;

  StateDirectory(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    this.lock = new SharedLock(this.directory.resolve(LOCK));
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
      writeBackends(backends);
    }
    if (Files.notExists(map())) {
      stageMap(List.of()).place();
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
    return DurableFile.stage(map(), text.toString().getBytes(StandardCharsets.UTF_8));
  }

  void writeBackends(String text) throws IOException {
    DurableFile.write(backends(), text.getBytes(StandardCharsets.UTF_8));
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
      SharedLock.Held held = lock.take(patience);
      try {
        return task.run();
      } finally {
        held.release();
      }
    } catch (StateDirectoryException e) {
      throw new HaproxyException("one at a time changes routes: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (StateDirectoryException e) {
      throw new HaproxyException("the state directory stays locked: " + e.getMessage(), e);
    }
  }
}
