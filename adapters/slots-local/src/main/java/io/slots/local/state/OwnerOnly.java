package io.slots.local.state;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes what only its owner may read, where the platform knows owners. */
public final class OwnerOnly {
  private OwnerOnly() {}

  /** Makes a directory, and those above it, as far as they are not there. */
  public static void makeDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, permissions("rwx------"));
  }

  static FileAttribute<?>[] permissions(String text) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text))
        }
        : new FileAttribute<?>[0];
  }
}
