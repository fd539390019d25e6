package io.slots.proxy;

import io.slots.app.Instance;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** An instance that does not speak HTTP as it should. */
final class BrokenInstance {
  final AtomicInteger connections = new AtomicInteger();
  private final String id;
  private final int port;

  BrokenInstance(Vertx vertx, String id, Handler<NetSocket> behaviour) {
    this.id = id;
    NetServer server =
        Rig.await(
            vertx
                .createNetServer()
                .connectHandler(
                    socket -> {
                      connections.incrementAndGet();
                      behaviour.handle(socket);
                    })
                .listen(0, "127.0.0.1"));
    port = server.actualPort();
  }

  /** One that nobody listens for: connections are refused. */
  static Instance refusing(String id) throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return Instance.of(id, "http://127.0.0.1:" + free.getLocalPort());
    }
  }

  Instance get() {
    return Instance.of(id, "http://127.0.0.1:" + port);
  }
}
