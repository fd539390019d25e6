package io.slots.local.state;

import io.slots.local.StateDirectoryException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/**
 * Lets one at a time have a directory, for long. The lock is the platform's, so that it ends with
 * the process that holds it, however that ends; who holds it stands in a file beside it. Safe for
 * use by several threads.
 */
public final class DirectoryLock implements AutoCloseable {
  /** Tells this process from one of the same number, such as the same container's next one. */
  private static final UUID RUN = UUID.randomUUID();

  private final FileChannel channel;
  private final Path holder;

  private DirectoryLock(FileChannel channel, Path holder) {
    this.channel = channel;
    this.holder = holder;
  }

  /**
   * Takes {@code directory}, which is there.
   *
   * @throws StateDirectoryException if somebody else has it; the message says who
   */
  public static DirectoryLock take(Path directory) throws IOException {
    Path holder = directory.resolve("holder");
    // POSIX: whoever closes a file loses all locks that the process has on it. So this process must
    // not open a lock file that it holds already, and the holder file tells whether it does.
    synchronized (DirectoryLock.class) {
      if (read(holder).equals(Optional.of(self()))) {
        throw inUse(directory, "another part of this very process");
      }
      FileChannel channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        FileLock lock = channel.tryLock();
        if (lock == null) {
          throw inUse(directory, read(holder).orElse("another process"));
        }
        DurableFile.write(holder, self().getBytes(StandardCharsets.UTF_8));
        return new DirectoryLock(channel, holder);
      } catch (OverlappingFileLockException e) {
        channel.close();
        throw inUse(directory, "another class loader of this very process");
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }
  }

  private static StateDirectoryException inUse(Path directory, String holder) {
    return new StateDirectoryException(
        "the state directory "
            + directory
            + " is in use by "
            + holder
            + "; close that one, or give this one a directory of its own");
  }

  private static String self() {
    ProcessHandle self = ProcessHandle.current();
    String since =
        self.info().startInstant().map(instant -> ", which runs since " + instant).orElse("");
    return "process " + self.pid() + since + " (run " + RUN + ")";
  }

  private static Optional<String> read(Path holder) throws IOException {
    return Files.exists(holder) ? Optional.of(Files.readString(holder)) : Optional.empty();
  }

  /**
   * Lets the next one have the directory.
   *
   * @throws StateDirectoryException if the platform does not
   */
  @Override
  public void close() {
    try (channel) {
      // While it is held: the next holder writes its own name there.
      Files.deleteIfExists(holder);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot release the lock of " + holder.getParent(), e);
    }
  }
}
