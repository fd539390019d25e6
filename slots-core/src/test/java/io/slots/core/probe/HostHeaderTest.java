package io.slots.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.spi.Call;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client reads its property once for the whole JVM, so it takes a JVM of its own to see it. */
class HostHeaderTest {
  @Test
  @Timeout(value = 2, unit = TimeUnit.MINUTES)
  void probe_hostHeaderAllowedForTheJvm_bearsThePublicHost(@TempDir Path dir)
      throws IOException, InterruptedException {
    File output = dir.resolve("output").toFile();
    try (LoopbackServer server = LoopbackServer.answering("HTTP/1.1 200 OK", "Content-Length: 0")) {
      Process jvm =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Djdk.httpclient.allowRestrictedHeaders=host",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ProbeOnce.class.getName(),
                  server.instance().address().toString())
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      try {
        assertThat(jvm.waitFor()).as("see %s", output).isZero();
      } finally {
        jvm.destroyForcibly();
      }

      assertThat(server.heads()).hasSize(1);
      assertThat(server.heads().get(0).lines())
          .contains("Host: shop.example.com", "X-Forwarded-Host: shop.example.com")
          .doesNotContain("Host: 127.0.0.1:" + server.port());
    }
  }

  /** Probes the address in its first argument once. */
  static final class ProbeOnce {
    private ProbeOnce() {}

    public static void main(String[] args) {
      ProbeAnswer answer =
          HttpHealthProbe.create()
              .probe(
                  new Probe(
                      AppName.of("shop"),
                      Instance.of("web-1", args[0]),
                      HostName.of("shop.example.com"),
                      "/",
                      Duration.ofSeconds(90)),
                  new Call(OperationId.of("op-1"), 1, 1))
              .toCompletableFuture()
              .join();
      if (!answer.equals(new ProbeAnswer.Responded(200))) {
        throw new IllegalStateException(answer.toString());
      }
    }
  }
}
