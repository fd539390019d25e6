package io.slots.process;

import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.state.DirectoryLock;
import io.slots.local.state.FencingTokens;
import io.slots.local.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The directory of a runtime: {@code processes/} with the records, {@code tokens/} with the fencing
 * tokens of take-overs, {@code logs/} with what the instances write, and the lock. What is made is
 * for the owner only, for logs may hold secrets.
 */
final class StateDirectory implements AutoCloseable {
  private final DirectoryLock lock;
  private final Records records;
  private final FencingTokens fences;
  private final Path logs;

  private StateDirectory(DirectoryLock lock, Records records, FencingTokens fences, Path logs) {
    this.lock = lock;
    this.records = records;
    this.fences = fences;
    this.logs = logs;
  }

  /**
   * Makes the directory if need be, and takes it.
   *
   * @throws StateDirectoryException if it is in use or cannot be written
   */
  static StateDirectory open(Path directory) {
    try {
      OwnerOnly.makeDirectory(directory);
      Path real = directory.toRealPath();
      Path processes = real.resolve("processes");
      Path tokens = real.resolve("tokens");
      Path logs = real.resolve("logs");
      OwnerOnly.makeDirectory(processes);
      OwnerOnly.makeDirectory(logs);
      FencingTokens fences = FencingTokens.in(tokens);
      return new StateDirectory(DirectoryLock.take(real), new Records(processes), fences, logs);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot use " + directory + " as state directory", e);
    }
  }

  Records records() {
    return records;
  }

  FencingTokens fences() {
    return fences;
  }

  Path log(InstanceId instance) {
    return logs.resolve(instance + ".log");
  }

  @Override
  public void close() {
    try {
      fences.close();
    } finally {
      lock.close();
    }
  }
}
