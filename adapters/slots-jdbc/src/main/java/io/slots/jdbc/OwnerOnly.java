package io.slots.jdbc;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;
import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a store's files from other users of the machine: they hold the values of settings. Where
 * the file system knows no such permissions, as on Windows, files have those of their directory.
 */
final class OwnerOnly {
  private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);
  private static final Set<PosixFilePermission> READ_AND_WRITE = Set.of(OWNER_READ, OWNER_WRITE);

  private OwnerOnly() {}

  /**
   * Makes an empty file, which at no moment anybody else can read. SQLite takes it for a database
   * without tables, and gives its permissions to the log and to what else it makes beside it.
   */
  static void create(Path file) throws IOException {
    if (isKnown(file)) {
      FileChannel.open(
              file, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(READ_AND_WRITE))
          .close();
    }
  }

  /** Takes from others what they may do with a file, if it is there; says so, also if it cannot. */
  static void narrow(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !isKnown(file)) {
      return;
    }
    Set<PosixFilePermission> found = Files.getPosixFilePermissions(file);
    if (READ_AND_WRITE.containsAll(found)) {
      return;
    }
    String had = PosixFilePermissions.toString(found);
    try {
      Files.setPosixFilePermissions(file, READ_AND_WRITE);
      log.warn("{} was {}: it holds settings, and is now for its owner only", file, had);
    } catch (IOException e) {
      log.warn("{} is {}, which cannot be changed: others may read settings in it", file, had, e);
    }
  }

  private static boolean isKnown(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
