package io.slots.benchmarks.proxy;

import io.slots.benchmarks.load.HaproxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is behind the proxies: side 0 answers "0", side 1 answers "1". A HAProxy where there is one,
 * since it answers with the least CPU time; otherwise a Java program.
 */
final class Sides implements AutoCloseable {
  private final int[] ports;
  private final Runnable ends;

  private Sides(int[] ports, Runnable ends) {
    this.ports = ports;
    this.ends = ends;
  }

  static Sides start(Path directory) throws IOException {
    if (HaproxyProcess.executable().isEmpty()) {
      System.out.println("no haproxy: the sides are a Java program, which takes more CPU time");
      JavaProcess java = JavaProcess.start(AnsweringSides.class);
      return new Sides(
          new int[] {Integer.parseInt(java.read()), Integer.parseInt(java.read())}, java::close);
    }
    int[] ports = {HaproxyProcess.freePort(), HaproxyProcess.freePort()};
    Path config = directory.resolve("sides.cfg");
    Path socket = directory.resolve("sides.sock");
    Files.writeString(config, config(ports, socket));
    HaproxyProcess haproxy = HaproxyProcess.start(socket, "-db", "-f", config.toString());
    return new Sides(ports, haproxy::close);
  }

  private static String config(int[] ports, Path socket) {
    StringBuilder text =
        new StringBuilder(
            """
            global
              nbthread 1
              stats socket %s
            defaults
              mode http
              timeout client 60s
              timeout server 60s
              timeout connect 5s
            """
                .formatted(socket));
    for (int side = 0; side < 2; side++) {
      text.append(
          """
          frontend side-%d
            bind 127.0.0.1:%d
            http-request return status 200 content-type text/plain string %d
          """
              .formatted(side, ports[side], side));
    }
    return text.toString();
  }

  int[] ports() {
    return ports.clone();
  }

  @Override
  public void close() {
    ends.run();
  }
}
