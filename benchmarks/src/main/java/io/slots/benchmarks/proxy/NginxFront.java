package io.slots.benchmarks.proxy;

import io.slots.benchmarks.load.HaproxyProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * nginx with one worker process. It is switched as its users do: another configuration is written
 * and read. Nothing tells when that is done; it is when a new connection is answered by the other
 * side and the workers of before have ended, which go on for a tenth of a second and more.
 */
final class NginxFront implements Front {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path executable;
  private final Path directory;
  private final int[] sides;
  private final int port;
  private final Process process;

  private NginxFront(Path executable, Path directory, int[] sides) throws IOException {
    this.executable = executable;
    this.directory = directory;
    this.sides = sides;
    port = HaproxyProcess.freePort();
    write(0);
    process = run("-g", "daemon off;");
    awaitSide(0);
  }

  /** Where it is installed, if it is. */
  static Optional<Path> executable() {
    return Stream.of("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  static NginxFront start(Path executable, int[] sides, Path directory) throws IOException {
    return new NginxFront(executable, Files.createDirectories(directory.resolve("nginx")), sides);
  }

  private void write(int side) throws IOException {
    Files.writeString(
        directory.resolve("nginx.conf"),
        """
        worker_processes 1;
        pid nginx.pid;
        error_log error.log;
        events { worker_connections 4096; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          keepalive_requests 100000000;
          upstream live { server 127.0.0.1:%d; keepalive 512; keepalive_requests 100000000; }
          server {
            listen 127.0.0.1:%d backlog=1024;
            server_name shop.test;
            location / {
              proxy_pass http://live;
              proxy_http_version 1.1;
              proxy_set_header Connection "";
              proxy_set_header Host $host;
            }
          }
        }
        """
            .formatted(sides[side], port));
  }

  private Process run(String... arguments) throws IOException {
    return new ProcessBuilder(
            Stream.concat(
                    Stream.of(
                        executable.toString(), "-p", directory.toString(), "-c", "nginx.conf"),
                    Stream.of(arguments))
                .toList())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public boolean canSwitch() {
    return true;
  }

  @Override
  public void switchTo(int side) throws IOException {
    write(side);
    List<ProcessHandle> before = process.children().toList();
    Process reload = run("-s", "reload");
    try {
      if (!reload.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || reload.exitValue() != 0) {
        throw new IOException("nginx does not read its configuration again");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    awaitSide(side);
    await("workers end", () -> before.stream().noneMatch(ProcessHandle::isAlive));
  }

  private void awaitSide(int side) throws IOException {
    await("an answer of side " + side, () -> answer().equals(Integer.toString(side)));
  }

  private static void await(String what, BooleanSupplier condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("waited for nginx in vain: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** What it answers on a new connection; nothing while it does not listen. */
  private String answer() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.0\r\nHost: shop.test\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
      return all.isEmpty() ? "" : all.substring(all.length() - 1);
    } catch (ConnectException notYet) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    // It takes its files away at its end, and whoever deletes the directory is not to meet it.
    process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
