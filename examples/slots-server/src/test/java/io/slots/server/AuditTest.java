package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slots.server.access.AuditLog;
import io.slots.server.http.Action;
import io.slots.server.http.Audit;
import io.slots.server.http.Caller;
import io.slots.server.http.HttpServer;
import io.slots.server.http.Listening;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The audit log on a disk that is full, and after a crash. */
final class AuditTest {
  private static final Action DEED =
      Action.of(Verb.POST, "/deed/{app}", Right.OPEN, (exchange, trouble) -> {}, exchange -> {});

  @Test
  @EnabledOnOs(OS.LINUX) // /dev/full is a disk that is full.
  @DisplayName("what cannot be written down is not done, and the answer says so")
  void fullDisk_nothingIsDone(@TempDir Path directory) throws IOException {
    Files.createSymbolicLink(directory.resolve("audit.log"), Path.of("/dev/full"));
    try (TestServer server = TestServer.start(directory)) {
      TestServer.Reply reply = server.post("/api/v1/apps", "{\"name\":\"shop\"}");

      assertThat(reply.status()).as(reply.text()).isEqualTo(503);
      assertThat(reply.text()).contains("nothing was done", "audit log");
      assertThat(server.get("/api/v1/apps").json().path("apps")).isEmpty();
      assertThat(server.as("nonsense", "POST", "/api/v1/apps", "{}").status()).isEqualTo(401);
    }
  }

  @Test
  @DisplayName("a deed is written down before it is done, and an outcome that cannot be is no 500")
  void outcomeNotWritten_answerStands() throws IOException, InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger askedWhenDone = new AtomicInteger();
    Audit audit =
        new Audit() {
          @Override
          public void asked(Call call, Map<String, String> of) {
            assertThat(of).containsEntry("app", "shop");
            asked.incrementAndGet();
          }

          @Override
          public void answered(Call call, int status, Duration took, Map<String, String> of) {
            throw new UncheckedIOException(new IOException("No space left on device"));
          }
        };
    Action deed =
        Action.of(
            Verb.POST,
            "/deed/{app}",
            Right.OPEN,
            (exchange, trouble) -> exchange.answer(trouble.status()),
            exchange -> {
              askedWhenDone.set(asked.get());
              exchange.answer(200, Map.of("done", true));
            });
    try (HttpServer server =
        HttpServer.start(
            new Listening("127.0.0.1", 0, Optional.empty(), 1_000, Duration.ofSeconds(10)),
            (context, action) -> Optional.empty(),
            audit,
            List.of(deed),
            (exchange, trouble) -> exchange.answer(trouble.status()))) {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(URI.create(server.address() + "/deed/shop"))
                      .POST(HttpRequest.BodyPublishers.noBody())
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("done");
      assertThat(askedWhenDone).hasValue(1);
    }
  }

  @Test
  @DisplayName("a line that a crash has cut is skipped and counted, and the next begins anew")
  void tornLine_isSkipped(@TempDir Path directory) throws IOException {
    Path log = directory.resolve("audit.log");
    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.post("/api/v1/apps", "{\"name\":\"before\"}").status()).isEqualTo(201);
    }
    Files.writeString(log, "{\"call\":\"1\",\"at\":\"2026-01", StandardOpenOption.APPEND);

    try (TestServer server = TestServer.start(directory)) {
      assertThat(server.post("/api/v1/apps", "{\"name\":\"after\"}").status()).isEqualTo(201);

      TestServer.Reply reply = server.get("/api/v1/audit");
      assertThat(reply.status()).as(reply.text()).isEqualTo(200);
      JsonNode lines = reply.json().path("lines");
      assertThat(lines).hasSize(2);
      assertThat(lines).allMatch(it -> it.path("status").asInt() == 201);
      assertThat(reply.json().path("unreadable").asInt()).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("a call of which nobody knows what became of it is told without a status")
  void unanswered_isTold(@TempDir Path directory) {
    Path file = directory.resolve("audit.log");
    Audit.Call lost = new Audit.Call("1", Caller.NOBODY, "127.0.0.1", DEED);
    Audit.Call done = new Audit.Call("2", Caller.NOBODY, "127.0.0.1", DEED);
    try (AuditLog log = AuditLog.in(file, Clock.systemUTC())) {
      log.asked(lost, Map.of("app", "lost"));
      log.asked(done, Map.of("app", "done"));
      log.answered(done, 200, Duration.ofMillis(3), Map.of("app", "done"));
    }

    try (AuditLog log = AuditLog.in(file, Clock.systemUTC())) {
      List<AuditLog.Line> lines = log.last(10).lines();
      assertThat(lines).extracting(it -> it.of().get("app")).containsExactly("done", "lost");
      assertThat(lines).extracting(AuditLog.Line::status).containsExactly(200, null);
      assertThat(log.last(1).lines()).hasSize(1);
    }
  }

  @Test
  @DisplayName("lines of an older server, which wrote one for each call, are read too")
  void olderLines_areRead(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("audit.log");
    Files.writeString(
        file,
        "{\"at\":\"2026-01-01T00:00:00Z\",\"who\":\"owner\",\"token\":\"t\",\"from\":\"::1\","
            + "\"action\":\"POST /api/v1/apps\",\"status\":201,\"millis\":7,\"of\":{}}\n");

    try (AuditLog log = AuditLog.in(file, Clock.systemUTC())) {
      assertThat(log.last(10).lines()).extracting(AuditLog.Line::status).containsExactly(201);
      assertThat(log.last(10).unreadable()).isZero();
    }
  }
}
