package io.slots.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;

/**
 * Chooses ports that nobody listens at. The port is free when it is chosen; the platform has no way
 * to hold it for the child until that binds it.
 */
final class Ports {
  /** The platform gives out many different ones, so that a few tries find one not promised yet. */
  private static final int TRIES = 100;

  private final InetAddress host;
  private final Set<Integer> promised = new HashSet<>();

  Ports(InetAddress host) {
    this.host = host;
  }

  /** Returns {@code preferred} if it is a port, free and not promised, or another one if not. */
  synchronized int choose(int preferred) {
    if (preferred > 0 && !promised.contains(preferred) && tryBind(preferred) > 0) {
      promised.add(preferred);
      return preferred;
    }
    for (int i = 0; i < TRIES; i++) {
      int port = tryBind(0);
      if (port > 0 && promised.add(port)) {
        return port;
      }
    }
    throw new StartFailedException("no free port was found at " + host.getHostAddress());
  }

  /** Takes note that {@code port} is in use already. */
  synchronized void promise(int port) {
    promised.add(port);
  }

  /** Ends the promise of {@code port}. */
  synchronized void release(int port) {
    promised.remove(port);
  }

  /** Returns the port that was bound and is free again, or 0 if it could not be bound. */
  private int tryBind(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port), 1);
      return socket.getLocalPort();
    } catch (IOException e) {
      // "Taken" is the answer that was asked for.
      return 0;
    }
  }
}
