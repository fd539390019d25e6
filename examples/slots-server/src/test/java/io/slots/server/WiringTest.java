package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slots.haproxy.HaproxyConfig;
import io.slots.server.platform.PlatformConfig;
import io.slots.server.platform.RouterConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server on PostgreSQL, with HAProxy before the slots; both real. */
@Tag("wiring")
final class WiringTest {
  @Test
  void aSwapOnPostgresqlBehindHaproxyOutlivesTheServer(@TempDir Path directory)
      throws IOException, InterruptedException {
    Optional<Path> executable = haproxy();
    assumeTrue(
        executable.isPresent(),
        "there is no haproxy on the PATH or in /usr/sbin; install it: apt-get install haproxy");
    int port = freePort();
    Path state = directory.resolve("ha");
    Path socket = directory.resolve("ha.sock");
    HaproxyConfig config = HaproxyConfig.of(state, socket, "127.0.0.1:" + port).withThreads(1);
    Path file = directory.resolve("haproxy.cfg");
    config.writeTo(file);
    Process haproxy =
        new ProcessBuilder(
                executable.get().toString(),
                "-db",
                "-f",
                file.toString(),
                "-f",
                config.backendsFile().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setDataDirectory(directory.resolve("pg")).start()) {
      Eventually.isTrue(() -> Files.exists(socket));
      swap(
          directory.resolve("data"),
          new PlatformConfig.Database(
              "jdbc:postgresql://localhost:" + postgres.getPort() + "/postgres", "postgres", ""),
          new RouterConfig.Haproxy(state, socket, Optional.empty()),
          port);
    } finally {
      haproxy.destroy();
      assertThat(haproxy.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static void swap(
      Path directory, PlatformConfig.Database database, RouterConfig router, int port) {
    try (TestServer server = start(directory, database, router)) {
      assertThat(server.post("/api/v1/apps", "{\"name\":\"shop\"}").status()).isEqualTo(201);
      server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}");
      deploy(server, "production", "v1");
      deploy(server, "staging", "v2");
      assertThat(TestServer.visit(port, "shop.localhost")).contains("v1 on");
      TestServer.Reply swap = server.post("/api/v1/apps/shop/swaps", "{\"source\":\"staging\"}");
      assertThat(swap.json().path("ending").asText()).as(swap.text()).isEqualTo("COMPLETED");
      assertThat(TestServer.visit(port, "shop.localhost")).contains("v2 on");
    }
    // The server is gone; what it has set up serves on, and the next one finds it.
    assertThat(TestServer.visit(port, "shop.localhost")).contains("v2 on");
    try (TestServer server = start(directory, database, router)) {
      assertThat(server.get("/api/v1/apps/shop").json().at("/slots/0/content/version").asText())
          .isEqualTo("v2");
      assertThat(TestServer.visit(port, "shop.localhost")).contains("v2 on");
      TestServer.Reply gone = server.delete("/api/v1/apps/shop?withSlots=true");
      assertThat(gone.json().path("ending").asText()).as(gone.text()).isEqualTo("COMPLETED");
    }
  }

  private static TestServer start(
      Path directory, PlatformConfig.Database database, RouterConfig router) {
    return TestServer.start(
        directory, Optional.of(database), router, Optional.empty(), Clock.systemUTC());
  }

  private static void deploy(TestServer server, String slot, String version) {
    TestServer.Reply reply =
        server.upload(
            "/api/v1/apps/shop/slots/" + slot + "/deployments?version=" + version,
            TestPackage.zip(version));
    assertThat(reply.json().path("ending").asText()).as(reply.text()).isEqualTo("COMPLETED");
  }

  private static Optional<Path> haproxy() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(entry -> Path.of(entry, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
