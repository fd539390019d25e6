package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that the README begins with. */
final class CommandTest {
  @Test
  void theDemoServesAndEndsWhenItIsTold(@TempDir Path directory)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SlotsServer.class.getName(),
                "--demo",
                "--directory",
                directory.toString(),
                "--port",
                "0",
                "--proxy-port",
                "0")
            .redirectError(directory.resolve("stderr").toFile())
            .start();
    List<ProcessHandle> instances;
    try {
      BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
      URI document = URI.create(line(lines, "serves at"));
      String slots = line(lines, "slots are at");
      int proxy = Integer.parseInt(slots.substring(slots.lastIndexOf(':') + 1));
      instances = process.descendants().toList();
      assertThat(instances).hasSizeGreaterThanOrEqualTo(2);
      assertThat(TestServer.visit(proxy, "shop.localhost")).contains("v1 on");
      assertThat(TestServer.visit(proxy, "shop-staging.localhost")).contains("v2 on");
      HttpResponse<String> shop =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(document.resolve("/api/v1/apps/shop"))
                      .header(
                          "Authorization",
                          "Bearer " + Files.readString(directory.resolve("owner.token")))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(shop.statusCode()).isEqualTo(200);
      assertThat(shop.body()).contains("staging");
    } finally {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(instances).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.readString(directory.resolve("stderr")))
        .doesNotContain(Files.readString(directory.resolve("owner.token")));
  }

  private static String line(BufferedReader lines, String wanted) throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(wanted)) {
        return line.substring(wanted.length()).strip();
      }
    }
    throw new AssertionError("the server ended before it said: " + wanted);
  }
}
