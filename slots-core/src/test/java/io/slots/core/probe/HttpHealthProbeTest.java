package io.slots.core.probe;

import static io.slots.core.probe.LoopbackServer.answer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.ProbeAnswer.Responded;
import io.slots.effect.ProbeAnswer.TimedOut;
import io.slots.effect.ProbeAnswer.Unreachable;
import io.slots.spi.Call;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHealthProbeTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final HostName HOST = HostName.of("shop-staging.example.com");
  private static final Call CALL = new Call(OperationId.of("op-1"), 1, 1);

  private final HttpHealthProbe probe = HttpHealthProbe.create();

  private CompletableFuture<ProbeAnswer> begin(Instance instance, String path, Duration timeout) {
    return probe
        .probe(new Probe(AppName.of("shop"), instance, HOST, path, timeout), CALL)
        .toCompletableFuture();
  }

  private ProbeAnswer ask(Instance instance, Duration timeout) {
    return join(begin(instance, "/", timeout));
  }

  /** A probe that never answers is a failure, and not a test that hangs. */
  private static ProbeAnswer join(CompletableFuture<ProbeAnswer> answer) {
    return answer.orTimeout(2 * LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  private ProbeAnswer ask(LoopbackServer server) {
    return ask(server.instance(), LONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 302, 401, 404, 407, 500, 503, 599})
  @DisplayName("S4.3 S4.4 any HTTP response is an answer, a redirect and a refusal included")
  void probe_anyStatus_isAnswered(int status) {
    try (LoopbackServer server =
        LoopbackServer.answering(
            "HTTP/1.1 " + status + " Whatever",
            "Location: http://127.0.0.1:1/elsewhere",
            "Content-Length: 0")) {
      assertThat(ask(server)).isEqualTo(new Responded(status));
      assertThat(server.heads()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void probe_statusWithoutABody_isAnswered(int status) {
    try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 " + status + " Nothing")) {
      assertThat(ask(server)).isEqualTo(new Responded(status));
    }
  }

  @Test
  @DisplayName("S4.4 the request: GET, the path as it stands, the public host, no keeping alive")
  void probe_request_isAsDocumented() {
    try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 0")) {
      join(begin(server.instance(), "/health?deep=%20yes&x=1", LONG));

      String head = server.heads().get(0);
      assertThat(head).startsWith("GET /health?deep=%20yes&x=1 HTTP/1.1\r\n");
      assertThat(head.lines())
          .contains("User-Agent: SlotsWarmUp", "X-Forwarded-Host: shop-staging.example.com")
          .contains("Host: 127.0.0.1:" + server.port());
      assertThat(head.toLowerCase(Locale.ROOT)).doesNotContain("upgrade", "http2");
    }
  }

  @Test
  void probe_closedPort_isUnreachable() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }

    assertThat(ask(Instance.of("web-1", "http://127.0.0.1:" + port), LONG))
        .isEqualTo(new Unreachable("connection refused"));
  }

  @Test
  void probe_unknownHost_isUnreachable() {
    assertThat(ask(Instance.of("web-1", "http://nowhere.invalid:80"), LONG))
        .isEqualTo(new Unreachable("the host is unknown"));
  }

  @Test
  void probe_closedWithoutAnswer_isUnreachable() {
    try (LoopbackServer server =
        LoopbackServer.start((connection, out) -> connection.shutdownOutput())) {
      assertThat(ask(server)).isEqualTo(new Unreachable("connection closed without an answer"));
      // The JDK's client asks once more by itself; should that ever change, the Javadoc must.
      assertThat(server.heads()).hasSize(2);
    }
  }

  @Test
  void probe_resetWithoutAnswer_isUnreachable() {
    try (LoopbackServer server =
        LoopbackServer.start((connection, out) -> LoopbackServer.reset(connection))) {
      assertThat(ask(server)).isEqualTo(new Unreachable("connection reset"));
    }
  }

  @Test
  void probe_closedInTheMiddleOfTheHead_isUnreachable() {
    try (LoopbackServer server =
        LoopbackServer.start(
            (connection, out) -> {
              out.write("HTTP/1.1 200 OK\r\nContent-".getBytes(StandardCharsets.US_ASCII));
              connection.shutdownOutput();
            })) {
      assertThat(ask(server)).isEqualTo(new Unreachable("connection closed without an answer"));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.2",
        "hello, hunter2",
        "HTTP/1.1 OK hunter2",
        "\u0000\u0001\u0002\u0003"
      })
  void probe_garbage_isUnreachableAndNotRepeated(String garbage) {
    try (LoopbackServer server = LoopbackServer.answering(garbage, "hunter2")) {
      assertThat(ask(server)).isEqualTo(new Unreachable("not HTTP"));
    }
  }

  @Test
  void probe_statusThatIsNone_isUnreachable() {
    try (LoopbackServer server =
        LoopbackServer.answering("HTTP/1.1 999 Denied", "Content-Length: 0")) {
      assertThat(ask(server)).isEqualTo(new Unreachable("not HTTP: status 999"));
    }
  }

  @Test
  void probe_pathThatCannotBeRequested_isUnreachable() {
    try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 0")) {
      assertThat(join(begin(server.instance(), "/a b", LONG)))
          .isEqualTo(new Unreachable("/a b cannot be requested"));
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  @DisplayName("S4.4 silence is a time-out, and the connection is given up")
  void probe_silence_timesOut() {
    try (LoopbackServer server = LoopbackServer.start((connection, out) -> {})) {
      assertThat(ask(server.instance(), SHORT)).isEqualTo(new TimedOut());
      await().atMost(LONG).until(() -> server.ended() == server.connections());
    }
  }

  @Test
  @DisplayName("S4.4 a head that never ends is a time-out")
  void probe_endlessHead_timesOut() {
    try (LoopbackServer server =
        LoopbackServer.start(
            (connection, out) ->
                out.write("HTTP/1.1 200 OK\r\nX: y\r\n".getBytes(StandardCharsets.US_ASCII)))) {
      assertThat(ask(server.instance(), SHORT)).isEqualTo(new TimedOut());
      await().atMost(LONG).until(() -> server.ended() == server.connections());
    }
  }

  @Test
  @DisplayName("S4.4 a body that never ends is not read, and its connection closed")
  void probe_endlessBody_isAnsweredByTheHead() {
    byte[] block = new byte[64 * 1024];
    try (LoopbackServer server =
        LoopbackServer.start(
            (connection, out) -> {
              answer("HTTP/1.1 200 OK", "Content-Type: text/plain").serve(connection, out);
              while (true) {
                out.write(block);
              }
            })) {
      assertThat(ask(server)).isEqualTo(new Responded(200));
      await().atMost(LONG).until(() -> server.ended() == 1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 0",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        "HTTP/1.1 204 No Content",
        "HTTP/1.1 304 Not Modified",
        "HTTP/1.1 302 Found\r\nLocation: /x\r\nContent-Length: 0\r\nConnection: keep-alive",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0"
      })
  @DisplayName("S4.4 every probe has a connection of its own, which is closed with it")
  void probe_again_usesAnotherConnection(String response) {
    int probes = 50;
    try (LoopbackServer server = LoopbackServer.answering(response)) {
      for (int i = 0; i < probes; i++) {
        assertThat(ask(server)).isInstanceOf(Responded.class);
      }

      assertThat(server.connections()).isEqualTo(probes);
      await().atMost(LONG).until(() -> server.ended() == probes);
    }
  }

  @Test
  @DisplayName("S4.2 an instance that was restarted on its port answers for itself")
  void probe_restartedInstance_getsTheNewAnswer() {
    try (LoopbackServer former =
        LoopbackServer.answering("HTTP/1.1 503 Starting", "Content-Length: 0")) {
      assertThat(ask(former)).isEqualTo(new Responded(503));
      // Worse than a dead process: one that drains would still answer on the old connection.
      former.stopListening();
      try (LoopbackServer restarted =
          LoopbackServer.startAt(former.port(), answer("HTTP/1.1 200 OK", "Content-Length: 0"))) {
        assertThat(ask(restarted)).isEqualTo(new Responded(200));
        assertThat(former.heads()).hasSize(1);
      }
    }
  }

  @Test
  @DisplayName("S4.4 thousands of instances need no thousands of threads")
  void probe_thousandAtOnce_needFewThreads() throws IOException {
    int probes = 1000;
    try (ServerSocket server = new ServerSocket(0, probes, InetAddress.getLoopbackAddress())) {
      Instance instance = Instance.of("web-1", "http://127.0.0.1:" + server.getLocalPort());
      int threadsBefore = Thread.activeCount();
      List<CompletableFuture<ProbeAnswer>> answers = new ArrayList<>();
      for (int i = 0; i < probes; i++) {
        answers.add(begin(instance, "/" + i, LONG));
      }
      List<Socket> connections = new ArrayList<>();
      for (int i = 0; i < probes; i++) {
        connections.add(server.accept());
      }
      int threadsWithAllUnderWay = Thread.activeCount();
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      byte[] response =
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      for (Socket connection : connections) {
        assertThat(LoopbackServer.head(connection.getInputStream())).startsWith("GET /");
        connection.getOutputStream().write(response);
      }

      assertThat(answers).allSatisfy(it -> assertThat(join(it)).isEqualTo(new Responded(200)));
      assertThat(threadsWithAllUnderWay - threadsBefore).isLessThan(20);
      assertThat(Thread.activeCount() - threadsBefore).isLessThan(20);
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }
}
