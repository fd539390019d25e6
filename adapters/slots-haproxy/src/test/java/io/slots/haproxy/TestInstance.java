package io.slots.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.slots.app.Instance;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * An instance on loopback, which answers with what it is told, and to {@code /held} once it is
 * released.
 */
final class TestInstance implements Closeable {
  private final String id;
  private final Supplier<String> answer;
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile CountDownLatch released = new CountDownLatch(1);

  TestInstance(String id) {
    this(id, () -> id);
  }

  TestInstance(String id, Supplier<String> answer) {
    this.id = id;
    this.answer = answer;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(executor);
    server.createContext("/", exchange -> answer(exchange));
    server.createContext(
        "/held",
        exchange -> {
          try {
            if (!released.await(60, TimeUnit.SECONDS)) {
              throw new IOException("nobody released it");
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
          }
          answer(exchange);
        });
    server.createContext(
        "/headers",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          StringBuilder text = new StringBuilder();
          exchange
              .getRequestHeaders()
              .forEach((name, values) -> text.append(name + ": " + values + "\n"));
          send(exchange, text.toString());
        });
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    send(exchange, answer.get());
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  void release() {
    released.countDown();
  }

  /** Has requests be held again. */
  void hold() {
    released = new CountDownLatch(1);
  }

  Instance get() {
    return Instance.of(id, "http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What is under way is cut. */
  @Override
  public void close() {
    release();
    server.stop(0);
    executor.shutdownNow();
  }
}
