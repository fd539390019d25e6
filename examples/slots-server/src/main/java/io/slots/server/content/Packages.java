package io.slots.server.content;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.server.files.DurableFile;
import io.slots.server.files.OwnerOnly;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The packages that were sent, each in a directory named after the hash of its bytes: the same
 * bytes again are the same package. Such a directory is whole, and on the disk, before it has its
 * name. Nothing deletes packages. Thread-safe.
 */
public final class Packages {
  private static final Logger log = LoggerFactory.getLogger(Packages.class);
  private static final String INCOMING = "incoming-";
  private static final String UNPACKING = "unpacking-";

  private final Path directory;
  private final long limit;
  private final Room room;

  private Packages(Path directory, long limit) {
    this.directory = directory;
    this.limit = limit;
    this.room = new Room(directory);
  }

  /** Keeps packages of at most {@code limit} bytes in {@code directory}, which is made. */
  public static Packages in(Path directory, long limit) {
    OwnerOnly.ownDirectory(directory);
    try {
      return new Packages(directory.toRealPath(), limit);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be found", e);
    }
  }

  /**
   * Deletes what packages have left that were being taken when a server died. To be called by who
   * alone uses the directory, before it takes any.
   */
  public void sweep() {
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(directory, "{" + INCOMING + "," + UNPACKING + "}*")) {
      for (Path it : left) {
        log.info("{} is deleted: a server died while it took that package", it);
        delete(it);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what is left in " + directory + " cannot be deleted", e);
    }
  }

  /**
   * Takes a package, and returns it as content.
   *
   * @param version what people call it; made from its hash if absent
   * @throws io.slots.server.http.TroubleException 400 if it is no zip or jar, or nothing in it can
   *     be started; 413 if it is too large, packed or unpacked; 507 if there is no room for it;
   *     then nothing of it stays
   */
  public Content receive(InputStream bytes, Optional<String> version) throws IOException {
    return room.using(() -> received(bytes, version));
  }

  private Content received(InputStream bytes, Optional<String> version) throws IOException {
    Path file = Files.createTempFile(directory, INCOMING, ".part");
    try {
      String hash = store(bytes, file).toString().substring(0, 16);
      Path home = directory.resolve(hash);
      if (!Files.isDirectory(home)) {
        unpack(file, home);
      }
      return content(hash, version.orElse("sha-" + hash.substring(0, 8)), home);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private HashCode store(InputStream bytes, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        HashingOutputStream hashing = new HashingOutputStream(Hashing.sha256(), out)) {
      long length = 0;
      byte[] some = new byte[1 << 16];
      for (int read = read(bytes, some); read >= 0; read = read(bytes, some)) {
        length += read;
        if (length > limit) {
          throw Trouble.of(
                  413, "RequestTooLarge", "the package is too large: " + limit + " bytes at most")
              .exception();
        }
        hashing.write(some, 0, read);
      }
      return hashing.hash();
    }
  }

  /** What cannot be read is the sender's trouble; what cannot be written is the server's. */
  private static int read(InputStream bytes, byte[] into) {
    try {
      return bytes.read(into);
    } catch (IOException e) {
      throw Trouble.badRequest("the package did not come to its end");
    }
  }

  private void unpack(Path file, Path home) throws IOException {
    Path beside = Files.createTempDirectory(directory, UNPACKING);
    try {
      new Archive(file, limit).unpackInto(beside);
      if (StartCommand.find(beside).isEmpty()) {
        throw Trouble.badRequest(
            "nothing in the package can be started; a package is a jar with a Main-Class, or a zip"
                + " that has at its top run.sh, or app.jar, or one single jar");
      }
      move(beside, home);
    } finally {
      if (Files.exists(beside)) {
        delete(beside);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
  }

  /** Somebody else may have sent the same bytes meanwhile; then theirs are as good. */
  private static void move(Path beside, Path home) throws IOException {
    try {
      DurableFile.move(beside, home);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    }
  }

  private static Content content(String hash, String version, Path home) throws IOException {
    Path start = StartCommand.find(home).orElseThrow();
    return Exchange.given(
        () ->
            Content.builder()
                .id(ContentId.of(hash))
                .version(version)
                .location(start.toString())
                .build());
  }
}
