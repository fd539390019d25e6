package io.slots.process;

import io.slots.app.InstanceId;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory of a runtime: {@code processes/} with the records, {@code tokens/} with the fencing
 * tokens of take-overs, {@code logs/} with what the instances write, and the lock. What is made is
 * for the owner only, for logs may hold secrets.
 */
final class StateDirectory implements AutoCloseable {
  private final DirectoryLock lock;
  private final Records records;
  private final Fences fences;
  private final Path logs;

  private StateDirectory(DirectoryLock lock, Records records, Fences fences, Path logs) {
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
      make(directory);
      Path real = directory.toRealPath();
      Path processes = real.resolve("processes");
      Path tokens = real.resolve("tokens");
      Path logs = real.resolve("logs");
      make(processes);
      make(tokens);
      make(logs);
      return new StateDirectory(
          DirectoryLock.take(real), new Records(processes), new Fences(tokens), logs);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot use " + directory + " as state directory", e);
    }
  }

  private static void make(Path directory) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(directory, ownerOnly);
  }

  Records records() {
    return records;
  }

  Fences fences() {
    return fences;
  }

  Path log(InstanceId instance) {
    return logs.resolve(instance + ".log");
  }

  @Override
  public void close() {
    lock.close();
  }
}
