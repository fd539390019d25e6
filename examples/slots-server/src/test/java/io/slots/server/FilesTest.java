package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the server keeps, who may read it, and what is left of what it did not finish. */
final class FilesTest {
  private static String permissions(Path file) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void permit(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("the directory and the files in it are for the server's user only")
  void newDirectory_isOwnersOnly(@TempDir Path given) {
    Path directory = given.resolve("state");
    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.post("/api/v1/apps", "{\"name\":\"shop\"}").status()).isEqualTo(201);
      assertThat(permissions(directory)).isEqualTo("rwx------");
      assertThat(permissions(directory.resolve("packages"))).isEqualTo("rwx------");
      for (String file :
          List.of("slots.db", "slots.db-wal", "audit.log", "tokens.json", "owner.token")) {
        assertThat(permissions(directory.resolve(file))).as(file).isEqualTo("rw-------");
      }
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("files of an older server are narrowed; a directory that somebody made is not")
  void olderDirectory_isNarrowed(@TempDir Path directory) throws IOException {
    TestServer.start(directory).close();
    List<String> files = List.of("slots.db", "audit.log");
    for (String file : files) {
      permit(directory.resolve(file), "rw-r--r--");
    }
    permit(directory.resolve("packages"), "rwxr-xr-x");
    permit(directory, "rwxr-xr-x");

    TestServer.start(directory).close();

    assertThat(files).allMatch(it -> permissions(directory.resolve(it)).equals("rw-------"));
    assertThat(permissions(directory.resolve("packages"))).isEqualTo("rwx------");
    assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
  }

  @Test
  @DisplayName("what a dead server was unpacking is swept at the start, by who holds the directory")
  void leftovers_areSwept(@TempDir Path directory) throws IOException {
    Path packages = directory.resolve("packages");
    Path upload = packages.resolve("incoming-1.part");
    Path half = packages.resolve("unpacking-2");
    Files.createDirectories(half.resolve("deep"));
    Files.writeString(half.resolve("deep").resolve("run.sh"), "half");
    Files.writeString(upload, "half");
    Files.createDirectory(packages.resolve("0123456789abcdef"));

    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
      try (Stream<Path> left = Files.list(packages)) {
        assertThat(left).containsExactly(packages.resolve("0123456789abcdef"));
      }
      Files.writeString(upload, "being sent");
      assertThatThrownBy(() -> TestServer.start(directory)).hasMessageContaining("held by");
      assertThat(upload).exists();
    }
  }
}
