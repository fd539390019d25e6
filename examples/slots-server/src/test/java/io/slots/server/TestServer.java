package io.slots.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slots.app.HostName;
import io.slots.operation.Limits;
import io.slots.server.access.Role;
import io.slots.server.arm.ArmConfig;
import io.slots.server.http.Listening;
import io.slots.server.platform.PlatformConfig;
import io.slots.server.platform.RouterConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A server on free ports, with all it keeps in a directory of the test's; and a client of it. */
final class TestServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MEBIBYTE = 1L << 20;
  private static final Limits LIMITS =
      Limits.builder()
          .restart(Duration.ofSeconds(60))
          .retryPause(Duration.ofMillis(50))
          .warmUpRequest(Duration.ofSeconds(10))
          .drain(Duration.ofSeconds(10))
          .build();

  private final SlotsServer server;
  private final HttpClient client;
  private final String owner;

  private TestServer(SlotsServer server, HttpClient client, String owner) {
    this.server = server;
    this.client = client;
    this.owner = owner;
  }

  static TestServer start(Path directory) {
    return start(directory, Optional.empty(), Clock.systemUTC());
  }

  static TestServer start(Path directory, Optional<Certificate> certificate, Clock clock) {
    return start(
        directory, Optional.empty(), new RouterConfig.Embedded("127.0.0.1", 0), certificate, clock);
  }

  static TestServer start(
      Path directory,
      Optional<PlatformConfig.Database> database,
      RouterConfig router,
      Optional<Certificate> certificate,
      Clock clock) {
    ServerConfig config =
        new ServerConfig(
            new PlatformConfig(
                "test",
                directory,
                database,
                Optional.empty(),
                router,
                LIMITS,
                Duration.ofSeconds(60),
                16 * MEBIBYTE),
            new Listening(
                "127.0.0.1",
                0,
                certificate.map(Certificate::tls),
                MEBIBYTE,
                Duration.ofSeconds(10)),
            HostName.of("localhost"),
            ArmConfig.anything());
    SlotsServer server = SlotsServer.start(config, clock);
    HttpClient.Builder client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    certificate.ifPresent(it -> client.sslContext(it.trusting()));
    return new TestServer(server, client.build(), read(directory.resolve("owner.token")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  SlotsServer server() {
    return server;
  }

  URI address() {
    return server.address();
  }

  String owner() {
    return owner;
  }

  String token(Role role) {
    Reply reply = post("/api/v1/tokens", "{\"name\":\"a " + role + "\",\"role\":\"" + role + "\"}");
    return reply.json().path("token").asText();
  }

  /** What the server answered. */
  record Reply(HttpResponse<byte[]> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new IllegalStateException("not JSON: " + text(), e);
      }
    }
  }

  Reply get(String path) {
    return send(Optional.of(owner), "GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Reply post(String path, String body) {
    return send(Optional.of(owner), "POST", path, HttpRequest.BodyPublishers.ofString(body));
  }

  Reply put(String path, String body) {
    return send(Optional.of(owner), "PUT", path, HttpRequest.BodyPublishers.ofString(body));
  }

  Reply patch(String path, String body) {
    return send(Optional.of(owner), "PATCH", path, HttpRequest.BodyPublishers.ofString(body));
  }

  Reply delete(String path) {
    return send(Optional.of(owner), "DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  Reply as(String token, String method, String path, String body) {
    return send(Optional.of(token), method, path, HttpRequest.BodyPublishers.ofString(body));
  }

  Reply upload(String path, byte[] bytes) {
    return send(Optional.of(owner), "POST", path, HttpRequest.BodyPublishers.ofByteArray(bytes));
  }

  Reply send(Optional<String> token, String method, String path, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .timeout(Duration.ofMinutes(2))
            .method(method, body)
            // An answer that comes at once is waited for, so that tests read as they would on
            // paper.
            .header("Prefer", "wait=60");
    token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
    return send(request.build());
  }

  Reply send(HttpRequest request) {
    try {
      return new Reply(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new IllegalStateException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpClient client() {
    return client;
  }

  /** What production, or another slot, answers to its visitors. */
  String visit(String host) {
    URI proxy = server.proxy().orElseThrow();
    return visit(proxy.getPort(), host);
  }

  static String visit(int port, String host) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
