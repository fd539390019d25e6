package io.slots.examples.haproxyswap;

import io.slots.haproxy.HaproxyConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A HAProxy of this run's own, on loopback. */
final class LocalHaproxy implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final int POLL_MILLIS = 20;

  private final Path directory;
  private final int port;
  private final Process master;

  private LocalHaproxy(Path directory, int port, Process master) {
    this.directory = directory;
    this.port = port;
    this.master = master;
  }

  /** The program on the {@code PATH}, or where Debian has it. */
  static Optional<Path> installed() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)),
            Stream.of("/usr/sbin", "/usr/local/sbin"))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry, "haproxy"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it in {@code directory}, and waits until it takes commands.
   *
   * @throws IOException if it does not start
   */
  static LocalHaproxy start(Path program, Path directory) throws IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = freePort();
    HaproxyConfig config =
        HaproxyConfig.of(
            directory.resolve("state"), directory.resolve("stats.sock"), "127.0.0.1:" + port);
    Path file = directory.resolve("haproxy.cfg");
    config.writeTo(file);
    Process master =
        new ProcessBuilder(
                program.toString(),
                "-W",
                "-S",
                directory.resolve("master.sock") + ",mode,600",
                "-f",
                file.toString(),
                "-f",
                config.backendsFile().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("haproxy.log").toFile())
            .start();
    LocalHaproxy haproxy = new LocalHaproxy(directory, port, master);
    try {
      haproxy.awaitStart();
      return haproxy;
    } catch (IOException | InterruptedException | RuntimeException e) {
      haproxy.close();
      throw e;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    for (long tries = START_LIMIT.toMillis() / POLL_MILLIS; !accepts(statsSocket()); tries--) {
      if (!master.isAlive() || tries <= 0) {
        throw new IOException(
            "HAProxy does not start: " + Files.readString(directory.resolve("haproxy.log")));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static boolean accepts(Path socket) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(UnixDomainSocketAddress.of(socket));
    } catch (IOException e) {
      return false; // not yet
    }
  }

  /** Where clients connect. */
  int port() {
    return port;
  }

  /** The directory that HAProxy and router share. */
  Path state() {
    return directory.resolve("state");
  }

  Path statsSocket() {
    return directory.resolve("stats.sock");
  }

  Path masterSocket() {
    return directory.resolve("master.sock");
  }

  /** Has it read its configuration again, as a package's update or a new certificate does. */
  void reload() throws IOException, InterruptedException {
    int status = new ProcessBuilder("kill", "-USR2", Long.toString(master.pid())).start().waitFor();
    if (status != 0) {
      throw new IOException("HAProxy cannot be told to reload: kill ended with " + status);
    }
  }

  /** For people. */
  @Override
  public String toString() {
    return "HAProxy (pid " + master.pid() + ", 127.0.0.1:" + port + ", " + directory + ")";
  }

  /** Ends master and workers, by their numbers. */
  @Override
  public void close() {
    List<ProcessHandle> workers = master.descendants().toList();
    master.destroy();
    try {
      if (!master.waitFor(2, TimeUnit.SECONDS)) {
        master.destroyForcibly();
      }
    } catch (InterruptedException e) {
      master.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    for (ProcessHandle worker : workers) {
      boolean unused = worker.destroyForcibly();
    }
  }
}
