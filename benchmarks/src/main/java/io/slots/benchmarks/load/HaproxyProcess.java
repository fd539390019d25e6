package io.slots.benchmarks.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A HAProxy of our own on loopback, ended with this. */
public final class HaproxyProcess implements AutoCloseable {
  private final Process process;

  private HaproxyProcess(Process process) {
    this.process = process;
  }

  /** Where it is installed, if it is. */
  public static Optional<Path> executable() {
    return Stream.of("/usr/sbin/haproxy", "/usr/local/sbin/haproxy", "/usr/bin/haproxy")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it, and waits until a file is there that it makes. */
  public static HaproxyProcess start(Path readyWhenThere, String... arguments) throws IOException {
    Path executable =
        executable()
            .orElseThrow(
                () -> new IOException("there is no haproxy; install it: apt-get install haproxy"));
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (process.isAlive() && Files.notExists(readyWhenThere)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    if (!process.isAlive()) {
      throw new IOException("haproxy ended at once: " + String.join(" ", command));
    }
    return new HaproxyProcess(process);
  }

  /** Returns a port that nobody listens on now. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /** Returns it as {@code process 4711}. */
  @Override
  public String toString() {
    return "process " + process.pid();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
