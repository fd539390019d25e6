package io.slots.server.content;

import com.google.common.io.ByteStreams;
import io.slots.server.http.Trouble;
import io.slots.server.http.TroubleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A zip or jar that somebody sent, and who knows who. What is wrong with it is the sender's error;
 * an {@link IOException} is one of the server's own disk.
 *
 * @param file where it is
 * @param limit how many bytes it may have packed; unpacked it may have four times as many
 */
record Archive(Path file, long limit) {
  private static final int MOST_ENTRIES = 20_000;
  private static final int UNPACKED = 4;
  private static final int LONGEST_MANIFEST = 1 << 20;
  private static final int LONGEST_NAME = 1_024;
  private static final int LONGEST_PART = 255;
  private static final int DEEPEST = 64;

  /**
   * Unpacks a zip; a jar that can be started stays whole, as {@code app.jar}.
   *
   * @throws TroubleException if it cannot be unpacked; what was by then is still there
   * @throws IOException if it cannot be written
   */
  void unpackInto(Path home) throws IOException {
    boolean program;
    try (ZipFile zip = opened()) {
      if (zip.size() > MOST_ENTRIES) {
        throw Trouble.badRequest("the package has more than " + MOST_ENTRIES + " entries");
      }
      program = isProgram(zip);
      if (!program) {
        unpack(zip, home);
      }
    }
    if (program) {
      Files.copy(file, home.resolve(StartCommand.JAR));
    }
  }

  private ZipFile opened() {
    try {
      return new ZipFile(file.toFile());
    } catch (IOException e) {
      throw Trouble.badRequest("the package is no zip or jar that can be read");
    }
  }

  private static boolean isProgram(ZipFile zip) {
    ZipEntry entry = zip.getEntry(JarFile.MANIFEST_NAME);
    if (entry == null || entry.isDirectory()) {
      return false;
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] manifest = ByteStreams.limit(in, LONGEST_MANIFEST + 1).readAllBytes();
      if (manifest.length > LONGEST_MANIFEST) {
        throw Trouble.badRequest("the package has a manifest of more than 1 MiB");
      }
      Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
      return main.getValue(Attributes.Name.MAIN_CLASS) != null;
    } catch (IOException | IllegalArgumentException e) {
      throw Trouble.badRequest("the package has a manifest that cannot be read");
    }
  }

  private void unpack(ZipFile zip, Path home) throws IOException {
    long left = limit * UNPACKED;
    Enumeration<? extends ZipEntry> entries = zip.entries();
    while (entries.hasMoreElements()) {
      ZipEntry entry = entries.nextElement();
      Path to = inside(home, entry.getName());
      try {
        if (entry.isDirectory()) {
          Files.createDirectories(to);
        } else {
          left -= write(zip, entry, to, left);
        }
      } catch (FileAlreadyExistsException e) {
        throw Trouble.badRequest("the package has two entries of one name: " + shown(entry));
      }
    }
  }

  /** Sizes that entries tell are not believed. */
  private static long write(ZipFile zip, ZipEntry entry, Path to, long left) throws IOException {
    Files.createDirectories(to.getParent() == null ? to : to.getParent());
    try (InputStream in = read(zip, entry);
        OutputStream out = Files.newOutputStream(to, StandardOpenOption.CREATE_NEW)) {
      long length = 0;
      byte[] some = new byte[1 << 16];
      for (int read = read(in, some, entry); read >= 0; read = read(in, some, entry)) {
        length += read;
        if (length > left) {
          throw Trouble.of(413, "RequestTooLarge", "the package is too large when it is unpacked")
              .exception();
        }
        out.write(some, 0, read);
      }
      return length;
    }
  }

  private static InputStream read(ZipFile zip, ZipEntry entry) {
    try {
      return zip.getInputStream(entry);
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(entry);
    }
  }

  private static int read(InputStream in, byte[] into, ZipEntry entry) {
    try {
      return in.read(into);
    } catch (IOException e) {
      throw unreadable(entry);
    }
  }

  private static TroubleException unreadable(ZipEntry entry) {
    return Trouble.badRequest(
        "the package has an entry that cannot be unpacked, because it is damaged or packed in a way"
            + " other than \"deflated\" and \"stored\": "
            + shown(entry));
  }

  private static Path inside(Path home, String name) {
    String[] parts = name.replace('\\', '/').split("/", -1);
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME || parts.length > DEEPEST) {
      throw Trouble.badRequest(
          "the package has an entry with a name of more than "
              + LONGEST_NAME
              + " bytes, or "
              + DEEPEST
              + " directories");
    }
    for (String part : parts) {
      if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
        throw Trouble.badRequest(
            "the package has an entry whose name cannot be a file's: more than "
                + LONGEST_PART
                + " bytes between two slashes");
      }
    }
    try {
      Path to = home.resolve(String.join("/", parts)).normalize();
      if (to.startsWith(home) && !to.equals(home) || name.matches("(\\./)*")) {
        return to;
      }
    } catch (InvalidPathException e) {
      throw Trouble.badRequest("the package has an entry whose name cannot be a file's");
    }
    throw Trouble.badRequest("the package has an entry that leads out of it");
  }

  /** A name as it can be told: whoever sent it has chosen it. */
  private static String shown(ZipEntry entry) {
    String name = entry.getName().replaceAll("\\p{Cntrl}", "?");
    return "\"" + (name.length() > 100 ? name.substring(0, 100) + "…" : name) + "\"";
  }
}
