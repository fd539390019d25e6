package io.slots.benchmarks.proxy;

import io.slots.benchmarks.load.BareSession;
import io.slots.benchmarks.load.HaproxyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** HAProxy on one thread. It looks the host up in a map, of which one entry is set. */
final class HaproxyFront implements Front {
  private final HaproxyProcess process;
  private final BareSession session;
  private final Path map;
  private final int port;

  private HaproxyFront(HaproxyProcess process, BareSession session, Path map, int port) {
    this.process = process;
    this.session = session;
    this.map = map;
    this.port = port;
  }

  static HaproxyFront start(int[] sides, Path directory) throws IOException {
    int port = HaproxyProcess.freePort();
    Path socket = directory.resolve("front.sock");
    Path map = directory.resolve("front.map");
    Path config = directory.resolve("front.cfg");
    Files.writeString(map, "shop.test side-0\n");
    Files.writeString(
        config,
        """
        global
          nbthread 1
          stats socket %s level admin
          stats timeout 1d
        defaults
          mode http
          timeout client 60s
          timeout server 60s
          timeout connect 5s
        frontend front
          bind 127.0.0.1:%d
          use_backend %%[req.hdr(host),lower,map(%s)]
        backend side-0
          server one 127.0.0.1:%d
        backend side-1
          server one 127.0.0.1:%d
        """
            .formatted(socket, port, map, sides[0], sides[1]));
    HaproxyProcess process = HaproxyProcess.start(socket, "-db", "-f", config.toString());
    return new HaproxyFront(process, BareSession.open(socket), map, port);
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
    long unused = session.nanosFor("set map " + map + " shop.test side-" + side);
  }

  @Override
  public void close() throws IOException {
    session.close();
    process.close();
  }
}
