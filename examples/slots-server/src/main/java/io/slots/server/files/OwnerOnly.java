package io.slots.server.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps files from other users of the machine. Where the file system knows no POSIX permissions, as
 * on Windows, files have those of their directory.
 */
public final class OwnerOnly {
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  private static final Logger log = LoggerFactory.getLogger(OwnerOnly.class);

  private OwnerOnly() {}

  /**
   * Makes a directory that somebody named, and those above it, unless it is there. One that is
   * there is left as it is, for others may have their own in it; if it lets them in, that is
   * logged.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public static void givenDirectory(Path directory) {
    if (make(directory)) {
      return;
    }
    try {
      if (isKnown(directory) && !DIRECTORY.containsAll(Files.getPosixFilePermissions(directory))) {
        log.warn(
            "{} lets other users of this machine in; what is kept in it does not, and to keep"
                + " them out altogether: chmod 700 {}",
            directory,
            directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be looked at", e);
    }
  }

  /**
   * Makes a directory of the server's own, or narrows the one that is there.
   *
   * @throws UncheckedIOException if it cannot be made, or not narrowed
   */
  public static void ownDirectory(Path directory) {
    if (!make(directory)) {
      narrow(directory, DIRECTORY);
    }
  }

  /**
   * Makes an empty file, or narrows the one that is there.
   *
   * @throws UncheckedIOException if it cannot be made, or not narrowed
   */
  public static void file(Path file) {
    try {
      Files.createFile(file, attributes(file, FILE));
    } catch (FileAlreadyExistsException e) {
      // Its usual state. A device, which has other users too, is left alone.
      if (Files.isRegularFile(file)) {
        narrow(file, FILE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be made", e);
    }
  }

  /**
   * Gives a file that takes the place of another the other's owner: the administrator may write
   * what a server of another user has to read.
   */
  static void sameOwner(Path old, Path next) throws IOException {
    if (isKnown(old) && Files.exists(old)) {
      UserPrincipal owner = Files.getOwner(old);
      if (!owner.equals(Files.getOwner(next))) {
        Files.setOwner(next, owner);
      }
    }
  }

  /** Returns whether it was not there. */
  private static boolean make(Path directory) {
    try {
      if (Files.isDirectory(directory)) {
        return false;
      }
      Files.createDirectories(directory, attributes(directory, DIRECTORY));
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be made", e);
    }
  }

  private static void narrow(Path path, Set<PosixFilePermission> to) {
    try {
      if (isKnown(path) && !to.containsAll(Files.getPosixFilePermissions(path))) {
        Files.setPosixFilePermissions(path, to);
        log.warn("{} let other users of this machine in, and does not any more", path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be kept from other users", e);
    }
  }

  /** What a file is made with, so that at no moment anybody else can read it. */
  static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
    return isKnown(path)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  static boolean isKnown(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
