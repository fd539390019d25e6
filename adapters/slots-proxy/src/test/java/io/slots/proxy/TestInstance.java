package io.slots.proxy;

import static org.awaitility.Awaitility.await;

import io.slots.app.Instance;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** An instance: a real server on loopback that answers as it is told to. */
final class TestInstance {
  private final Vertx vertx;
  private final String id;
  private final HttpServerOptions options;
  private final Handler<HttpServerRequest> handler;
  private int port;
  private Optional<HttpServer> server = Optional.empty();

  TestInstance(
      Vertx vertx, String id, HttpServerOptions options, Handler<HttpServerRequest> handler) {
    this.vertx = vertx;
    this.id = id;
    this.options = options;
    this.handler = handler;
  }

  /** Listens on a port that is free. */
  TestInstance start() {
    return listen(0);
  }

  /** Listens on the port that it had; somebody else may hold it for a moment. */
  TestInstance startAgain() {
    await()
        .atMost(Rig.PATIENCE)
        .ignoreException(AssertionError.class)
        .until(() -> listen(port) == this);
    return this;
  }

  private TestInstance listen(int where) {
    HttpServer listening =
        Rig.await(
            vertx.createHttpServer(options).requestHandler(handler).listen(where, "127.0.0.1"));
    port = listening.actualPort();
    server = Optional.of(listening);
    return this;
  }

  /** Stops at once: what it has under way is cut. */
  void stop() {
    server.ifPresent(listening -> Rig.await(listening.close()));
    server = Optional.empty();
  }

  Instance get() {
    return Instance.of(id, "http://127.0.0.1:" + port);
  }
}
