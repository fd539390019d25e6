package io.slots.proxy;

import io.slots.OperationId;
import io.slots.app.Instance;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.HttpProxy;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures this proxy against a plain vertx-http-proxy, each on one event loop. Not a test: run its
 * main with {@code backend}, then with {@code proxies} and the backend's port, then with {@code
 * drive} and the ports to drive in turn, as three processes.
 */
public final class ProxyThroughput {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 5;
  private static final int SECONDS = 4;

  private ProxyThroughput() {}

  /** Plays the part that the first argument names. */
  public static void main(String[] args) throws InterruptedException {
    switch (args[0]) {
      case "backend" -> backend();
      case "proxies" -> proxies(Integer.parseInt(args[1]));
      default -> drive(args);
    }
  }

  private static void backend() throws InterruptedException {
    int port =
        Rig.await(
                Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1))
                    .createHttpServer()
                    .requestHandler(request -> request.response().end("hello"))
                    .listen(0, "127.0.0.1"))
            .actualPort();
    System.out.println(port);
    Thread.currentThread().join();
  }

  private static void proxies(int backend) throws InterruptedException {
    EmbeddedProxy ours = EmbeddedProxy.builder().eventLoops(1).start();
    ours.publish(
        Tables.of("shop", 1).production(Instance.of("one", "http://127.0.0.1:" + backend)).build(),
        new Call(OperationId.of("op"), 1, 1));
    Plain plain = new Plain(backend);
    Rig.await(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)).deployVerticle(plain));
    System.out.println(ours.port() + " " + plain.port);
    Thread.currentThread().join();
  }

  private static void drive(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    for (int round = 0; round <= ROUNDS; round++) {
      for (int i = 1; i < args.length; i++) {
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        RequestOptions to =
            new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(Integer.parseInt(args[i]), "127.0.0.1"))
                .setHost("shop.test")
                .setPort(80)
                .setURI("/");
        AtomicLong done = new AtomicLong();
        AtomicLong failed = new AtomicLong();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        Future<?>[] loops = new Future<?>[CONNECTIONS];
        for (int c = 0; c < CONNECTIONS; c++) {
          Promise<Void> loop = Promise.promise();
          loops[c] = loop.future();
          vertx.runOnContext(v -> goOn(client, to, done, failed, end, loop));
        }
        Rig.await(Future.join(List.of(loops)));
        System.out.printf(
            Locale.ROOT,
            "round %d port %s: %d requests/s, %d failed%n",
            round,
            args[i],
            done.get() / SECONDS,
            failed.get());
        Rig.await(client.close());
      }
    }
    Rig.await(vertx.close());
  }

  private static void goOn(
      HttpClient client,
      RequestOptions to,
      AtomicLong done,
      AtomicLong failed,
      long end,
      Promise<Void> loop) {
    if (System.nanoTime() - end > 0) {
      loop.complete();
      return;
    }
    client
        .request(to)
        .compose(HttpClientRequest::send)
        .compose(HttpClientResponse::end)
        .onComplete(
            reply -> {
              (reply.succeeded() ? done : failed).incrementAndGet();
              goOn(client, to, done, failed, end, loop);
            });
  }

  private static final class Plain extends AbstractVerticle {
    private final int backend;
    private int port;

    Plain(int backend) {
      this.backend = backend;
    }

    @Override
    public void start(Promise<Void> started) {
      HttpProxy proxy =
          HttpProxy.reverseProxy(vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(10_000)));
      proxy.origin(backend, "127.0.0.1");
      vertx
          .createHttpServer()
          .requestHandler(proxy)
          .listen(0, "127.0.0.1")
          .onSuccess(server -> port = server.actualPort())
          .<Void>mapEmpty()
          .onComplete(started);
    }
  }
}
