package io.slots.server.content;

import com.google.common.hash.HashCode;
import com.google.common.hash.Hashing;
import com.google.common.hash.HashingInputStream;
import com.google.common.io.ByteStreams;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The packages that were sent, each in a directory named after the hash of its bytes: the same
 * bytes again are the same package. Nothing deletes them. Thread-safe.
 */
public final class Packages {
  private final Path directory;
  private final long limit;

  private Packages(Path directory, long limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /** Keeps packages of at most {@code limit} bytes in {@code directory}, which is made. */
  public static Packages in(Path directory, long limit) {
    try {
      return new Packages(Files.createDirectories(directory).toRealPath(), limit);
    } catch (IOException e) {
      throw new UncheckedIOException(directory + " cannot be made", e);
    }
  }

  /**
   * Takes a package, and returns it as content.
   *
   * @param version what people call it; made from its hash if absent
   * @throws io.slots.server.http.TroubleException 400 if it is no zip or jar, or nothing in it can
   *     be started; 413 if it is too large, packed or unpacked
   */
  public Content receive(InputStream bytes, Optional<String> version) throws IOException {
    Path file = Files.createTempFile(directory, "incoming-", ".part");
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
    try (HashingInputStream hashing = new HashingInputStream(Hashing.sha256(), bytes);
        OutputStream out = Files.newOutputStream(file)) {
      long length = ByteStreams.copy(ByteStreams.limit(hashing, limit + 1), out);
      if (length > limit) {
        throw Trouble.of(
                413, "RequestTooLarge", "the package is too large: " + limit + " bytes at most")
            .exception();
      }
      return hashing.hash();
    }
  }

  private void unpack(Path file, Path home) throws IOException {
    Path beside = Files.createTempDirectory(directory, "unpacking-");
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
        MoreFiles.deleteRecursively(beside, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    }
  }

  /** Somebody else may have sent the same bytes meanwhile; then theirs are as good. */
  private static void move(Path beside, Path home) throws IOException {
    try {
      Files.move(beside, home, StandardCopyOption.ATOMIC_MOVE);
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
