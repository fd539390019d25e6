package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events as they happen. */
final class EventsTest {
  @Test
  void whatHappensIsSentAndWhatWasMissedIsSentAgain(@TempDir Path directory) {
    try (TestServer server = TestServer.start(directory)) {
      server.post("/api/v1/apps", "{\"name\":\"shop\"}");
      server.post("/api/v1/apps", "{\"name\":\"other\"}");
      CompletableFuture<HttpResponse<Stream<String>>> followed =
          follow(server, "/api/v1/apps/shop/events", Optional.empty());
      HttpResponse<Stream<String>> stream = followed.join();
      assertThat(stream.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/event-stream");

      server.post("/api/v1/apps/other/slots", "{\"name\":\"staging\"}");
      server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}");

      List<String> lines =
          stream.body().takeWhile(it -> !it.contains("\"type\":\"ended\"")).toList();
      assertThat(lines).contains("event: started", "event: step-started", "event: ended");
      assertThat(lines).noneMatch(it -> it.contains("\"app\":\"other\""));
      String last = lines.stream().filter(it -> it.startsWith("id: ")).findFirst().orElseThrow();

      HttpResponse<Stream<String>> again =
          follow(server, "/api/v1/events", Optional.of(last.substring(4))).join();
      assertThat(again.body().filter(it -> it.startsWith("id: ")).findFirst())
          .contains("id: " + (Long.parseLong(last.substring(4)) + 1));
    }
  }

  private static CompletableFuture<HttpResponse<Stream<String>>> follow(
      TestServer server, String path, Optional<String> after) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + path))
            .header("Authorization", "Bearer " + server.owner())
            .header("Accept", "text/event-stream");
    after.ifPresent(it -> request.header("Last-Event-ID", it));
    return server.client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofLines());
  }
}
