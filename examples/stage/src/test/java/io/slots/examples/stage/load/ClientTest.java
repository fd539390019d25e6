package io.slots.examples.stage.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.load.Ask.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.util.Timeout;
import org.junit.jupiter.api.Test;

/** Against a server that says word for word what it is told to, and counts. */
class ClientTest {
  private static final Ask FAST = new Ask(Kind.FAST, "/", Duration.ZERO);
  private static final String SET_COOKIE =
      "Set-Cookie: x-ms-routing-name=staging; Max-Age=3600; Path=/; HttpOnly\r\n";
  private static final Ask STREAMED = new Ask(Kind.STREAMED, "/stream", Duration.ZERO);

  @Test
  void send_anAnswer_isReadWithItsMarks() throws IOException {
    try (Says server = new Says(answer("X-Version: v2\r\nX-Environment: production\r\n", "hi\n"));
        Client client = client(server)) {
      Exchange exchange = client.send(FAST);

      assertThat(exchange.reply()).isEqualTo(new Reply.Answered("v2", "production", "hi\n"));
      assertThat(exchange.ended()).isGreaterThan(exchange.begun());
    }
  }

  @Test
  void send_anyRequest_asksForTheHostAndNotForTheAddress() throws IOException {
    try (Says server = new Says(answer("", "hi\n"));
        Client client = client(server)) {
      client.send(FAST);

      assertThat(server.requests)
          .singleElement()
          .asString()
          .startsWith("GET / HTTP/1.1\r\n")
          .contains("\r\nHost: shop.localhost:" + server.port() + "\r\n");
    }
  }

  @Test
  void send_aCookieWasSet_isForgotten() throws IOException {
    try (Says server = new Says(answer(SET_COOKIE, "hi\n"));
        Client client = client(server)) {
      client.send(FAST);
      client.send(FAST);

      assertThat(server.requests).hasSize(2).noneMatch(it -> it.contains("Cookie"));
      assertThat(client.cookie("x-ms-routing-name")).isEmpty();
    }
  }

  @Test
  void send_aCookieWasSetForAClientThatKeepsThem_isSentFromThenOn() throws IOException {
    try (Says server = new Says(answer(SET_COOKIE, "hi\n"));
        Client client =
            Client.withCookies(server.port(), "shop.localhost", Timeout.ofSeconds(30))) {
      client.send(FAST);
      client.send(FAST);

      assertThat(client.cookie("x-ms-routing-name")).hasValue("staging");
      assertThat(server.requests.get(0)).doesNotContain("Cookie");
      assertThat(server.requests.get(1)).contains("\r\nCookie: x-ms-routing-name=staging\r\n");
    }
  }

  @Test
  void send_twoRequests_useOneConnection() throws IOException {
    try (Says server = new Says(answer("", "hi\n"));
        Client client = client(server)) {
      client.send(FAST);
      client.send(FAST);

      assertThat(server.requests).hasSize(2);
      assertThat(server.connections).hasSize(1);
    }
  }

  @Test
  void send_anotherStatus_hasFailed() throws IOException {
    assertThat(failure(FAST, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo("status 503");
  }

  @Test
  void send_aRedirect_hasFailedAndIsNotFollowed() throws IOException {
    assertThat(failure(FAST, "HTTP/1.1 302 Go\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n"))
        .isEqualTo("status 302");
  }

  @Test
  void send_connectionClosedWithoutAnswer_hasFailedAndIsNotTriedAgain() throws IOException {
    assertThat(failure(FAST, "")).contains("NoHttpResponse");
  }

  @Test
  void send_bodyEndsEarly_hasFailed() throws IOException {
    assertThat(failure(FAST, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhi\n"))
        .contains("Premature end");
  }

  @Test
  void send_chunksEndEarly_hasFailed() throws IOException {
    assertThat(
            failure(STREAMED, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhi\n\r\n"))
        .contains("closing chunk expected");
  }

  @Test
  void send_streamWithoutItsLastLine_hasFailed() throws IOException {
    assertThat(
            failure(
                STREAMED,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhi\n\r\n0\r\n\r\n"))
        .isEqualTo("the body is not whole");
  }

  @Test
  void send_nobodyListens_hasFailed() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    try (Client client = new Client(port, "shop.localhost", Timeout.ofSeconds(10))) {
      assertThat(client.send(FAST).reply()).isInstanceOf(Reply.Failed.class);
    }
  }

  /** What the client makes of {@code response}, after which the server closes. */
  private static String failure(Ask ask, String response) throws IOException {
    try (Says server = Says.once(response);
        Client client = client(server)) {
      Reply reply = client.send(ask).reply();

      assertThat(server.requests).hasSize(1);
      return reply instanceof Reply.Failed failed ? failed.reason() : "no failure: " + reply;
    }
  }

  private static Client client(Says server) {
    return new Client(server.port(), "shop.localhost", Timeout.ofSeconds(30));
  }

  private static String answer(String headers, String body) {
    return "HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** Answers every request with the same words. */
  private static final class Says implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger gone = new AtomicInteger();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private final String response;
    private final boolean closes;

    Says(String response) throws IOException {
      this(response, false);
    }

    static Says once(String response) throws IOException {
      return new Says(response, true);
    }

    private Says(String response, boolean closes) throws IOException {
      this.response = response;
      this.closes = closes;
      this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(this::accept, "says");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return server.getLocalPort();
    }

    private void accept() {
      while (!server.isClosed()) {
        try (Socket connection = server.accept()) {
          connections.add(connection);
          converse(connection);
        } catch (IOException e) {
          gone.incrementAndGet(); // the client or the test; the next one is waited for
        }
      }
    }

    private void converse(Socket connection) throws IOException {
      StringBuilder request = new StringBuilder();
      for (int c = connection.getInputStream().read();
          c >= 0;
          c = connection.getInputStream().read()) {
        request.append((char) c);
        if (request.toString().endsWith("\r\n\r\n")) {
          requests.add(request.toString());
          request.setLength(0);
          connection.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
          if (closes) {
            return;
          }
        }
      }
    }

    @Override
    public void close() throws IOException {
      server.close();
      for (Socket connection : connections) {
        connection.close();
      }
    }
  }
}
