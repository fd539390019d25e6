package io.slots.benchmarks.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on a store that it makes. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final String token;

  private ServerProcess(Process process, URI address, String token) {
    this.process = process;
    this.address = address;
    this.token = token;
  }

  static ServerProcess start(Path directory) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                "-Dorg.slf4j.simpleLogger.log.io.slots=error",
                "-cp",
                System.getProperty("java.class.path"),
                "io.slots.server.SlotsServer",
                "--directory",
                directory.toString(),
                "--port",
                "0",
                "--proxy-port",
                "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("serves at")) {
        URI document = URI.create(line.substring("serves at".length()).strip());
        return new ServerProcess(
            process, document.resolve("/"), Files.readString(directory.resolve("owner.token")));
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  URI address() {
    return address;
  }

  String token() {
    return token;
  }

  /** How much CPU time it has used, in seconds. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(it -> it.toMillis() / 1000.0).orElse(Double.NaN);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new IOException("the server does not end: pid " + process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
