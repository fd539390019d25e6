package io.slots.haproxy;

import static io.slots.haproxy.Waits.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slots.haproxy.cli.CliTarget;
import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real HAProxy, with its own directory and a port that is free. */
final class TestHaproxy implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(30);

  final Path directory;
  final int port;
  final HaproxyConfig config;
  private final boolean master;
  private final String emptyBackends;
  private @Nullable Process process;

  TestHaproxy(Path directory, boolean master, UnaryOperator<HaproxyConfig> options) {
    assumeTrue(
        executable().isPresent(),
        "there is no haproxy on the PATH or in /usr/sbin; install it: apt-get install haproxy");
    this.directory = directory;
    this.master = master;
    port = freePort();
    config = options.apply(HaproxyConfig.of(state(), socket(), "127.0.0.1:" + port).withThreads(2));
    try {
      config.writeTo(file());
      emptyBackends = Files.readString(config.backendsFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> executable() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .map(entry -> Path.of(entry, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path state() {
    return directory.resolve("state");
  }

  Path map() {
    return state().resolve("routes.map");
  }

  Path file() {
    return directory.resolve("haproxy.cfg");
  }

  Path socket() {
    return directory.resolve("haproxy.sock");
  }

  Path masterSocket() {
    return directory.resolve("master.sock");
  }

  Path log() {
    return directory.resolve("haproxy.log");
  }

  TestHaproxy start() {
    String[] own =
        master ? new String[] {"-W", "-S", masterSocket() + ",mode,600"} : new String[] {"-db"};
    List<String> command =
        Stream.of(
                Stream.of(executable().orElseThrow().toString()),
                Stream.of(own),
                Stream.of("-f", file().toString(), "-f", config.backendsFile().toString()))
            .flatMap(part -> part)
            .toList();
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await("HAProxy starts; its log is " + log()).atMost(PATIENCE).until(this::answers);
    return this;
  }

  private boolean answers() {
    Process running = process;
    if (running == null || !running.isAlive()) {
      throw new AssertionError("HAProxy ended: " + text(log()));
    }
    try {
      workers();
      return true;
    } catch (AssertionError e) {
      return false;
    }
  }

  CliTarget target() {
    return new CliTarget(
        UnixDomainSocketAddress.of(socket()),
        master ? Optional.of(UnixDomainSocketAddress.of(masterSocket())) : Optional.empty(),
        Duration.ofMillis(500),
        15_000);
  }

  /** The numbers of its workers, those that are leaving first. */
  List<Long> workers() {
    try (Processes processes = Processes.open(target())) {
      return processes.pids();
    } catch (IOException | SaidNoException e) {
      throw new AssertionError(e);
    }
  }

  /** Has it read its configuration again: a new worker takes the old one's place. */
  void reload() {
    List<Long> before = workers();
    signalReload();
    long present = before.get(before.size() - 1);
    await("HAProxy reloads")
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              List<Long> now = workers();
              return now.get(now.size() - 1) != present;
            });
  }

  void signalReload() {
    signal("USR2", running().pid());
  }

  private static void signal(String signal, long pid) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Is as if it had just been started for the first time: no routes, no servers, one worker. */
  void reset() {
    try {
      if (process == null || !running().isAlive()) {
        Files.writeString(map(), "");
        Files.writeString(config.backendsFile(), emptyBackends);
        TestHaproxy unused = start();
        return;
      }
      await("workers that a reload left behind end")
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> workers().size() == 1);
      String unused = Command.send(this, "clear map " + map());
      Files.writeString(map(), "");
      Files.writeString(config.backendsFile(), emptyBackends);
      await("no idle connection keeps a server").atMost(PATIENCE).until(this::hasNoServers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean hasNoServers() throws IOException {
    List<String> servers =
        Command.send(this, "show servers conn")
            .lines()
            .map(line -> line.split(" ", 2)[0])
            .filter(name -> name.startsWith("slots-") && !name.startsWith("slots-relay"))
            .toList();
    for (String server : servers) {
      String unused =
          Command.send(this, "set server " + server + " state maint; del server " + server);
    }
    return servers.isEmpty();
  }

  /** Ends master and workers at once, as a loss of power does. */
  void kill() {
    List<ProcessHandle> children = running().descendants().toList();
    running().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    await("HAProxy ends")
        .atMost(PATIENCE)
        .until(() -> !running().isAlive() && children.stream().noneMatch(ProcessIdentity::lives));
  }

  private Process running() {
    Process running = process;
    if (running == null) {
      throw new AssertionError("HAProxy was not started");
    }
    return running;
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null && running.isAlive()) {
      kill();
    }
  }
}
