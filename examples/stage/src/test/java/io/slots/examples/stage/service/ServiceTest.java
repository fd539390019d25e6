package io.slots.examples.stage.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final List<Process> children = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void endChildren() throws InterruptedException {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
  }

  @Test
  void slash_aRunningChild_answersWhoItIs(@TempDir Path directory) throws Exception {
    int port = freePort();
    start(port, "v2", directory, BundledService.commandLine("v2"));
    awaitStarted(port);

    HttpResponse<String> response = get(port, "/").join();

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEqualTo("v2 on shop-1 as production\n");
    assertThat(response.headers().firstValue("X-Version")).hasValue("v2");
    assertThat(response.headers().firstValue("X-Instance")).hasValue("shop-1");
    assertThat(response.headers().firstValue("X-Environment")).hasValue("production");
  }

  @Test
  void slash_aDatabaseIsSet_isNamed(@TempDir Path directory) throws Exception {
    int port = freePort();
    start(
        port,
        "v2",
        directory,
        BundledService.commandLine("v2", Duration.ZERO, Duration.ZERO),
        Map.of("DATABASE", "orders"));
    awaitStarted(port);

    assertThat(get(port, "/").join().body())
        .isEqualTo("v2 on shop-1 as production with database orders\n");
  }

  @Test
  void stream_aRunningChild_comesInChunksToTheLastLine(@TempDir Path directory) throws Exception {
    int port = freePort();
    start(port, "v1", directory, BundledService.commandLine("v1"));
    awaitStarted(port);

    HttpResponse<String> response = get(port, "/stream?ms=60").join();

    assertThat(response.headers().firstValue("Transfer-Encoding")).hasValue("chunked");
    assertThat(response.body().lines())
        .hasSize(7)
        .startsWith("v1 on shop-1 as production")
        .endsWith("end");
  }

  @Test
  void slow_noTimeGiven_saysWhatIsWanted(@TempDir Path directory) throws Exception {
    int port = freePort();
    start(port, "v1", directory, BundledService.commandLine("v1"));
    awaitStarted(port);

    assertThat(get(port, "/slow?ms=99999").join().statusCode()).isEqualTo(400);
    assertThat(get(port, "/nowhere").join().statusCode()).isEqualTo(404);
  }

  @Test
  void sigterm_aSlowRequestInFlight_isAnsweredBeforeTheEnd(@TempDir Path directory)
      throws Exception {
    int port = freePort();
    Process child = start(port, "v1", directory, BundledService.commandLine("v1"));
    awaitStarted(port);
    CompletableFuture<HttpResponse<String>> slow = get(port, "/slow?ms=3000");
    HttpResponse<InputStream> streamed =
        client.send(request(port, "/stream?ms=3000"), BodyHandlers.ofInputStream());

    child.destroy();

    assertThat(slow.get(LIMIT.toSeconds(), SECONDS).body()).startsWith("v1 on shop-1");
    assertThat(new String(streamed.body().readAllBytes(), UTF_8)).endsWith("end\n");
    assertThat(child.waitFor(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(log(directory))
        .containsPattern("requests to finish: [12]")
        .doesNotContain("cut off");
  }

  @Test
  void start_theNeededSettingIsMissing_endsAndSaysWhichItIs(@TempDir Path directory)
      throws Exception {
    Process child = start(freePort(), "v3", directory, BundledService.commandLineOfBroken("v3"));

    assertThat(child.waitFor(LIMIT.toSeconds(), SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(Service.MISSING_SETTING);
    assertThat(log(directory))
        .contains("v3 does not start: it needs the app setting " + BundledService.NEEDED_SETTING);
  }

  private Process start(int port, String version, Path directory, List<String> command)
      throws IOException {
    return start(port, version, directory, command, Map.of());
  }

  private Process start(
      int port, String version, Path directory, List<String> command, Map<String, String> settings)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PORT",
                String.valueOf(port),
                "SLOTS_CONTENT_VERSION",
                version,
                "WEBSITE_INSTANCE_ID",
                "shop-1",
                "ENVIRONMENT",
                "production"));
    builder.environment().putAll(settings);
    Process child = builder.start();
    children.add(child);
    return child;
  }

  private void awaitStarted(int port) {
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> get(port, "/warm-up").join().statusCode() == 200);
  }

  private CompletableFuture<HttpResponse<String>> get(int port, String path) {
    return client.sendAsync(request(port, path), BodyHandlers.ofString());
  }

  private static HttpRequest request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
  }

  private static String log(Path directory) throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
