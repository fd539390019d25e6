package io.slots.server.content;

import com.google.common.io.ByteStreams;
import io.slots.server.http.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip or jar that somebody sent, and who knows who.
 *
 * @param file where it is
 * @param limit how many bytes it may have packed; unpacked it may have four times as many
 */
record Archive(Path file, long limit) {
  private static final int MOST_ENTRIES = 20_000;
  private static final int UNPACKED = 4;

  /** Unpacks a zip; a jar that can be started stays whole, as {@code app.jar}. */
  void unpackInto(Path home) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw Trouble.badRequest("the package has more than " + MOST_ENTRIES + " entries");
      }
      if (isProgram(zip)) {
        Files.copy(file, home.resolve(StartCommand.JAR));
      } else {
        unpack(zip, home);
      }
    } catch (ZipException e) {
      throw Trouble.badRequest("the package is no zip or jar that can be read");
    }
  }

  private static boolean isProgram(ZipFile zip) throws IOException {
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null) {
      return false;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Attributes main = new Manifest(in).getMainAttributes();
      return main.getValue(Attributes.Name.MAIN_CLASS) != null;
    }
  }

  private void unpack(ZipFile zip, Path home) throws IOException {
    long left = limit * UNPACKED;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      Path to = inside(home, entry.getName());
      if (entry.isDirectory()) {
        Files.createDirectories(to);
      } else {
        left -= write(zip, entry, to, left);
      }
    }
  }

  /** Sizes that entries tell are not believed. */
  private static long write(ZipFile zip, ZipEntry entry, Path to, long left) throws IOException {
    Files.createDirectories(to.getParent() == null ? to : to.getParent());
    try (InputStream in = zip.getInputStream(entry);
        OutputStream out = Files.newOutputStream(to)) {
      long length = ByteStreams.copy(ByteStreams.limit(in, left + 1), out);
      if (length > left) {
        throw Trouble.of(413, "RequestTooLarge", "the package is too large when it is unpacked")
            .exception();
      }
      return length;
    }
  }

  private static Path inside(Path home, String name) {
    try {
      Path to = home.resolve(name.replace('\\', '/')).normalize();
      if (to.startsWith(home) && !to.equals(home) || name.matches("(\\./)*")) {
        return to;
      }
    } catch (InvalidPathException e) {
      throw Trouble.badRequest("the package has an entry whose name cannot be a file's");
    }
    throw Trouble.badRequest("the package has an entry that leads out of it");
  }
}
