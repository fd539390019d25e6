package io.slots.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A package that cannot be unpacked is its sender's error, and leaves nothing behind. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class BadPackageTest {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String DEPLOYMENTS = "/api/v1/apps/shop/slots/production/deployments";

  private Path directory;
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path given) {
    directory = given;
    server = TestServer.start(directory);
    server.post("/api/v1/apps", "{\"name\":\"shop\"}");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] zip(String... names) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, name.endsWith("/") ? new byte[0] : "exit 1 # a script".getBytes(UTF_8));
    }
    return zip(entries);
  }

  /** The same with other bytes in it, as no honest program writes them. */
  private static byte[] altered(byte[] zip, String from, String to) {
    return new String(zip, ISO_8859_1).replace(from, to).getBytes(ISO_8859_1);
  }

  /** The method of compression that the only entry tells, of which Java knows 0 and 8. */
  private static byte[] packedBy(byte[] zip, int method) {
    byte[] bytes = zip.clone();
    int central = new String(zip, ISO_8859_1).indexOf("PK\1\2");
    bytes[8] = (byte) method;
    bytes[central + 10] = (byte) method;
    return bytes;
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** What an entry holds, spoiled where it begins. */
  private static byte[] damaged(String name, byte[] content) throws IOException {
    byte[] bytes = zip(Map.of(name, content));
    for (int i = 30 + name.length(); i < 30 + name.length() + 8; i++) {
      bytes[i] = (byte) 0xff;
    }
    return bytes;
  }

  static Stream<Arguments> bad() throws IOException {
    byte[] whole = zip(Map.of("run.sh", noise(2_000)));
    return Stream.of(
        Arguments.of("no zip", "#!/bin/sh".getBytes(UTF_8), "no zip or jar"),
        Arguments.of("nothing", new byte[0], "no zip or jar"),
        Arguments.of("half a zip", Arrays.copyOf(whole, 900), "no zip or jar"),
        Arguments.of("an entry above", zip("../run.sh"), "leads out of it"),
        Arguments.of("data that is none", damaged("run.sh", noise(500)), "cannot be unpacked"),
        Arguments.of("packed by method 12", packedBy(zip("run.sh"), 12), "the package "),
        Arguments.of(
            "an entry twice",
            altered(zip("run.sh", "run.sx"), "run.sx", "run.sh"),
            "two entries of one name"),
        Arguments.of(
            "a file that is a directory too", zip("run.sh", "run.sh/x"), "two entries of one name"),
        Arguments.of(
            "a directory that is a file too", zip("x/run.sh", "x"), "two entries of one name"),
        Arguments.of("a long name", zip("run.sh", "x".repeat(256)), "cannot be a file's"),
        Arguments.of("a longer name", zip("run.sh", "x/".repeat(600) + "x"), "name of more than"),
        Arguments.of("a deep name", zip("run.sh", "x/".repeat(70) + "x"), "64 directories"),
        Arguments.of(
            "a manifest that is none",
            zip(Map.of(MANIFEST, "no manifest\n\n".getBytes(UTF_8))),
            "manifest that cannot be read"),
        Arguments.of(
            "a manifest that is damaged",
            damaged(MANIFEST, noise(500)),
            "manifest that cannot be read"),
        Arguments.of(
            "a manifest without end",
            zip(Map.of(MANIFEST, new byte[3 << 20])),
            "manifest of more than 1 MiB"),
        Arguments.of("nothing to start", zip("README"), "can be started"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bad")
  @DisplayName("a bad package is answered with 400 and what is wrong")
  void bad_isTheSendersError(String name, byte[] bytes, String message) throws IOException {
    TestServer.Reply reply = server.upload(DEPLOYMENTS, bytes);

    assertThat(reply.status()).as(reply.text()).isEqualTo(400);
    assertThat(reply.text()).contains(message);
    assertThat(kept(directory.resolve("packages"))).isEmpty();
    assertThat(server.get("/api/v1/apps/shop/history").json().path("operations"))
        .extracting(it -> it.path("description").asText())
        .containsExactly("create app shop");
  }

  private static List<Path> kept(Path packages) throws IOException {
    try (Stream<Path> left = Files.list(packages)) {
      return left.toList();
    }
  }

  @Test
  @DisplayName("where there is no room the answer is 507, nothing stays, and what fits is taken")
  void noRoom_isTold(@TempDir Path given) throws IOException {
    Path packages = Files.createDirectory(given.resolve("packages"));
    assumeTrue(
        ran("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", packages.toString()),
        "this machine lets no test mount a small disk");
    try (TestServer small = TestServer.start(given)) {
      small.post("/api/v1/apps", "{\"name\":\"shop\"}");
      byte[] packed = zip(Map.of("run.sh", noise(2 << 20)));
      byte[] unpacked = zip(Map.of("run.sh", new byte[2 << 20]));

      for (byte[] large : new byte[][] {packed, unpacked}) {
        TestServer.Reply reply = small.upload(DEPLOYMENTS, large);
        assertThat(reply.status()).as(reply.text()).isEqualTo(507);
        assertThat(reply.text()).contains("no room");
        assertThat(kept(packages)).isEmpty();
      }
      assertThat(small.upload(DEPLOYMENTS, TestPackage.broken("v1")).status()).isEqualTo(200);
      assertThat(kept(packages)).hasSize(1);
    } finally {
      assertThat(ran("umount", "-l", packages.toString())).isTrue();
    }
  }

  private static boolean ran(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).inheritIO().start();
      return process.onExit().join().exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
