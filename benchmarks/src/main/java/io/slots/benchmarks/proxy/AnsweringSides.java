package io.slots.benchmarks.proxy;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;

/** A program of two servers on one event loop, which prints their ports. */
final class AnsweringSides {
  private AnsweringSides() {}

  /** Starts them. */
  public static void main(String[] ignored) {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    for (String side : new String[] {"0", "1"}) {
      HttpServer server =
          vertx
              .createHttpServer()
              .requestHandler(request -> request.response().end(side))
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .join();
      System.out.println(server.actualPort());
    }
  }
}
