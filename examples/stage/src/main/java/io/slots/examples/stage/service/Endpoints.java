package io.slots.examples.stage.service;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the service answers:
 *
 * <ul>
 *   <li>{@code /} at once
 *   <li>{@code /warm-up} when the catalogue is loaded, which slow and streamed answers need
 *   <li>{@code /slow?ms=500} after so many milliseconds, 10,000 at most
 *   <li>{@code /stream?ms=1500} over so many milliseconds, in chunks; the last line is {@code end}
 * </ul>
 *
 * <p>Every answer names version, instance and environment in the headers {@code X-Version}, {@code
 * X-Instance}, {@code X-Environment} and in its first line, which names the database too.
 */
final class Endpoints implements HttpHandler {
  private static final Pattern MILLIS = Pattern.compile("ms=(\\d{1,5})");
  private static final int CHUNKS = 6;
  private static final long LONGEST_MILLIS = 10_000;

  private final ServiceConfig config;
  private final InFlight inFlight;
  private boolean loaded;

  Endpoints(ServiceConfig config, InFlight inFlight) {
    this.config = config;
    this.inFlight = inFlight;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    inFlight.enter();
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("X-Version", config.version());
      headers.set("X-Instance", config.instance());
      headers.set("X-Environment", config.environment());
      switch (exchange.getRequestURI().getPath()) {
        case "/" -> answer(exchange, 200, greeting());
        case "/warm-up" -> {
          loadCatalogue();
          answer(exchange, 200, greeting());
        }
        case "/slow" -> slow(exchange);
        case "/stream" -> stream(exchange);
        default -> answer(exchange, 404, "no such path\n");
      }
    } finally {
      inFlight.leave();
    }
  }

  /** Whoever comes first pays, and whoever comes meanwhile waits: so it is with caches. */
  private synchronized void loadCatalogue() throws IOException {
    if (!loaded) {
      pause(config.warmUp());
      loaded = true;
    }
  }

  private void slow(HttpExchange exchange) throws IOException {
    Optional<Duration> time = time(exchange);
    if (time.isEmpty()) {
      answer(exchange, 400, "say /slow?ms=500, 10000 at most\n");
      return;
    }
    loadCatalogue();
    pause(time.get());
    answer(exchange, 200, greeting());
  }

  private void stream(HttpExchange exchange) throws IOException {
    Optional<Duration> time = time(exchange);
    if (time.isEmpty()) {
      answer(exchange, 400, "say /stream?ms=1500, 10000 at most\n");
      return;
    }
    loadCatalogue();
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (int chunk = 1; chunk <= CHUNKS; chunk++) {
        body.write(bytes(greeting()));
        body.flush();
        pause(time.get().dividedBy(CHUNKS));
      }
      body.write(bytes("end\n"));
    }
  }

  private String greeting() {
    String environment = config.environment().isEmpty() ? "" : " as " + config.environment();
    String database = config.database().isEmpty() ? "" : " with database " + config.database();
    return config.version() + " on " + config.instance() + environment + database + "\n";
  }

  private static Optional<Duration> time(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
    Matcher matcher = MILLIS.matcher(query);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long millis = Long.parseLong(matcher.group(1));
    return millis > LONGEST_MILLIS ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = bytes(text);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("cut off").initCause(e);
    }
  }
}
