package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that cannot be started. */
final class StartTest {
  @Test
  @DisplayName("a port that is taken is named, and nothing stays open: the next start succeeds")
  void portInUse_isToldAndLeavesNothing(@TempDir Path directory) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringWriter err = new StringWriter();

      int code =
          ServerCommand.run(
              new PrintWriter(err, true),
              "--directory",
              directory.toString(),
              "--proxy-port",
              "0",
              "--port",
              String.valueOf(taken.getLocalPort()));

      assertThat(code).isEqualTo(1);
      assertThat(err.toString())
          .startsWith("slots-server: ")
          .contains("127.0.0.1, port " + taken.getLocalPort(), "--port")
          .hasLineCount(1);
    }

    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.get("/api/v1/health").status()).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("a proxy's port that is taken is named too")
  void proxyPortInUse_isTold(@TempDir Path directory) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      StringWriter err = new StringWriter();

      int code =
          ServerCommand.run(
              new PrintWriter(err, true),
              "--directory",
              directory.toString(),
              "--port",
              "0",
              "--proxy-port",
              String.valueOf(taken.getLocalPort()));

      assertThat(code).isEqualTo(1);
      assertThat(err.toString()).contains("127.0.0.1:" + taken.getLocalPort());
    }
  }
}
