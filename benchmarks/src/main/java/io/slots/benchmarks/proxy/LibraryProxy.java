package io.slots.benchmarks.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import java.io.IOException;

/**
 * What the embedded proxy is built on, without it: Vert.x's own reverse proxy to a fixed target, on
 * one event loop. The program prints its port.
 */
final class LibraryProxy implements Front {
  private final JavaProcess process;
  private final int port;

  private LibraryProxy(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  static LibraryProxy start(int[] sides) throws IOException {
    JavaProcess process = JavaProcess.start(LibraryProxy.class, sides[0]);
    return new LibraryProxy(process, Integer.parseInt(process.read()));
  }

  /** The program; its argument is the port of the target. */
  public static void main(String[] args) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    HttpServer server =
        vertx
            .createHttpServer()
            .requestHandler(
                HttpProxy.reverseProxy(
                        vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(10_000)))
                    .origin(Integer.parseInt(args[0]), "127.0.0.1"))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    System.out.println(server.actualPort());
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public boolean canSwitch() {
    return false;
  }

  @Override
  public void switchTo(int side) {
    throw new UnsupportedOperationException("its target is fixed");
  }

  @Override
  public void close() {
    process.close();
  }
}
