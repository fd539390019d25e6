package io.slots.examples.haproxyswap;

import io.slots.examples.stage.service.BundledService;
import io.slots.process.ProcessRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What runs beside the orchestrator: HAProxy, PostgreSQL, the instances. */
final class Platform implements AutoCloseable {
  private final Path directory;
  private final LocalPostgresql postgresql;
  private final LocalHaproxy haproxy;
  private final ProcessRuntime processes;
  private boolean closed;

  private Platform(
      Path directory, LocalPostgresql postgresql, LocalHaproxy haproxy, ProcessRuntime processes) {
    this.directory = directory;
    this.postgresql = postgresql;
    this.haproxy = haproxy;
    this.processes = processes;
  }

  /** Starts all of it in a directory of its own. */
  static Platform start(Path program, Path parent) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory(parent, "haproxy-swap-");
    LocalHaproxy haproxy = LocalHaproxy.start(program, directory.resolve("haproxy"));
    try {
      ProcessRuntime processes =
          ProcessRuntime.builder()
              .directory(directory.resolve("instances"))
              .command(content -> BundledService.commandLine(content.version()))
              .startDeadline(Duration.ofSeconds(45))
              .build();
      return new Platform(
          directory, LocalPostgresql.start(directory.resolve("postgresql")), haproxy, processes);
    } catch (IOException | RuntimeException e) {
      haproxy.close();
      throw e;
    }
  }

  LocalPostgresql postgresql() {
    return postgresql;
  }

  LocalHaproxy haproxy() {
    return haproxy;
  }

  ProcessRuntime processes() {
    return processes;
  }

  /** Ends the instances, HAProxy and PostgreSQL, and deletes what they left. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (postgresql;
        haproxy) {
      processes.close();
    }
    deleteAll();
  }

  private void deleteAll() {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
