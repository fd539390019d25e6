package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Says who holds a lock, in a file beside it: to people, and to this process, which must know
 * whether it holds the lock itself before it touches that. It is there while the lock is held, and
 * after a crash until the next one holds it.
 */
final class HolderFile {
  /**
   * Tells this process from one of the same number, where the platform does not know since when.
   */
  private static final UUID RUN = UUID.randomUUID();

  private final Path file;
  private final Path lock;

  HolderFile(Path file, Path lock) {
    this.file = file;
    this.lock = lock;
  }

  /** Who holds the lock, or held it last; for messages. */
  String who() throws IOException {
    return lines().stream().findFirst().orElse("another process");
  }

  /** Whether it is this very process; a lock that was replaced or copied is another one. */
  boolean isThisProcess() throws IOException {
    return lines().contains(identity());
  }

  void write(Instant since) throws IOException {
    String text = self() + " since " + since + "\n" + identity() + "\n";
    boolean written = false;
    try {
      Files.writeString(file, text);
      written = true;
    } finally {
      if (!written) {
        delete(); // What is there of it would be taken for a hold.
      }
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(file);
  }

  private List<String> lines() throws IOException {
    try {
      // Whatever bytes a crash has left there.
      return new String(Files.readAllBytes(file), UTF_8).lines().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private String identity() throws IOException {
    String started =
        ProcessHandle.current().info().startInstant().map(Instant::toString).orElse("run " + RUN);
    // By its place on the disk, which it has whatever it is called. Only looked at, never opened.
    Object place = Files.readAttributes(lock, BasicFileAttributes.class).fileKey();
    return self() + " started " + started + ", lock " + place;
  }

  private static String self() {
    return "process " + ProcessHandle.current().pid();
  }
}
