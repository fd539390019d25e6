package io.slots.proxy;

import io.slots.proxy.admission.Admissions;
import io.slots.proxy.admission.Target;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The proxy on one event loop: its server, its connections to instances, the exchanges under way.
 * Nothing of it is shared with another loop but the admissions.
 */
final class ProxyWorker extends VerticleBase {
  private static final Logger log = LoggerFactory.getLogger(ProxyWorker.class);
  private static final long MOST_MILLIS_BETWEEN_SWEEPS = 250;
  private static final int CHUNK = 64 * 1024;

  private final ProxyConfig config;
  private final Admissions admissions;
  private final int listenPort;
  private final ForwardedHeaders forwardedHeaders;
  private final Set<Exchange> exchanges = new HashSet<>();
  private final Map<Target, Long> deadlines = new HashMap<>();
  private @Nullable Upstreams upstreams;
  private @Nullable HttpServer server;

  /**
   * @param listenPort the port, as Vert.x has several servers share it
   */
  ProxyWorker(ProxyConfig config, Admissions admissions, int listenPort) {
    this.config = config;
    this.admissions = admissions;
    this.listenPort = listenPort;
    forwardedHeaders = new ForwardedHeaders(config.trustForwardedHeaders());
  }

  @Override
  public Future<?> start() {
    upstreams = new Upstreams(vertx, config);
    long pause = Math.max(1, Math.min(MOST_MILLIS_BETWEEN_SWEEPS, shortestLimitMillis() / 4));
    vertx.setPeriodic(pause, id -> sweep());
    HttpServer listening =
        vertx
            .createHttpServer(serverOptions())
            .requestHandler(this::handle)
            .exceptionHandler(failure -> log.debug("a client's connection failed", failure))
            .connectionHandler(
                connection ->
                    connection.exceptionHandler(
                        failure -> log.debug("a client's connection failed", failure)))
            .invalidRequestHandler(ProxyWorker::refuseInvalid);
    server = listening;
    return listening.listen(listenPort, config.host());
  }

  private long shortestLimitMillis() {
    return Math.min(config.responseTimeout().toMillis(), config.longLivedDeadline().toMillis());
  }

  private HttpServerOptions serverOptions() {
    return new HttpServerOptions()
        .setMaxHeaderSize(config.maxHeaderSize())
        .setMaxInitialLineLength(config.maxUriLength())
        .setMaxChunkSize(CHUNK)
        .setMaxWebSocketFrameSize(config.maxWebSocketFrameSize())
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(WebSocketExchange.CLOSING_SECONDS)
        .setHttp2ClearTextEnabled(false);
  }

  private void handle(HttpServerRequest request) {
    Optional<RequestTarget> asked = RequestTarget.of(request);
    if (!isSupported(request)) {
      refuse(request, Answer.NOT_SUPPORTED);
    } else if (asked.isEmpty()) {
      refuse(request, Answer.MALFORMED);
    } else if (request.canUpgradeToWebSocket()) {
      if (isUri(asked.get().uri())) {
        WebSocketExchange exchange = new WebSocketExchange(this, request, asked.get());
        exchanges.add(exchange);
        exchange.begin();
      } else {
        refuse(request, Answer.MALFORMED);
      }
    } else {
      HttpExchange exchange = new HttpExchange(this, request, asked.get());
      exchanges.add(exchange);
      exchange.begin();
    }
  }

  /** Any other coding than chunked would be lost on the way, and CONNECT asks for a tunnel. */
  private static boolean isSupported(HttpServerRequest request) {
    List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    return !"CONNECT".equals(request.method().name())
        && (codings.isEmpty()
            || (codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked")));
  }

  /** Vert.x's WebSocket client never answers where it cannot parse the URI. */
  private static boolean isUri(String uri) {
    try {
      return new URI(uri).getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void refuse(HttpServerRequest request, Answer answer) {
    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    Page.send(request, answer, "").onComplete(done -> request.connection().close());
  }

  /** Vert.x knows the status of what it could not decode; here it gets its reason. */
  private static void refuseInvalid(HttpServerRequest request) {
    request
        .response()
        .headersEndHandler(
            v ->
                request
                    .response()
                    .putHeader(
                        Page.REASON_HEADER,
                        switch (request.response().getStatusCode()) {
                          case 414 -> "uri-too-long";
                          case 431 -> "header-too-large";
                          default -> Answer.MALFORMED.reason();
                        }));
    HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
  }

  Admissions admissions() {
    return admissions;
  }

  ProxyConfig limits() {
    return config;
  }

  ForwardedHeaders forwardedHeaders() {
    return forwardedHeaders;
  }

  Upstreams upstreams() {
    if (upstreams == null) {
      throw new IllegalStateException("the worker is not started");
    }
    return upstreams;
  }

  long nanoTime() {
    return config.ticker().nanoTime();
  }

  void later(long millis, Runnable action) {
    vertx.setTimer(millis, id -> action.run());
  }

  void remove(Exchange exchange) {
    exchanges.remove(exchange);
  }

  /** From any thread: what {@code target} has in flight gets a deadline. */
  void left(Target target) {
    long deadline = nanoTime() + config.longLivedDeadline().toNanos();
    context.runOnContext(v -> deadlines.put(target, deadline));
  }

  /** From any thread: {@code target} has nothing in flight any more, and never will have. */
  void retired(Target target) {
    context.runOnContext(
        v -> {
          deadlines.remove(target);
          upstreams().close(target);
        });
  }

  private void sweep() {
    long now = nanoTime();
    List.copyOf(exchanges).forEach(exchange -> exchange.checkTime(now));
    deadlines
        .entrySet()
        .removeIf(
            entry -> {
              if (now - entry.getValue() < 0) {
                return false;
              }
              expire(entry.getKey());
              return true;
            });
  }

  /** An instance that has come back to the routes keeps what it has. */
  private void expire(Target target) {
    if (!admissions.isBack(target)) {
      List.copyOf(exchanges).stream()
          .filter(exchange -> exchange.target() == target)
          .forEach(Exchange::expire);
    }
  }

  /**
   * From any thread: stops listening, lets exchanges end for a while, then ends them. Where the
   * Vert.x was closed before, all of that has happened.
   */
  Future<Void> shutDown() {
    Promise<Void> done = Promise.promise();
    try {
      context.runOnContext(v -> stop(done));
    } catch (RejectedExecutionException e) {
      log.debug("the event loop has ended before", e);
      done.complete();
    }
    return done.future();
  }

  private void stop(Promise<Void> done) {
    HttpServer listening = server;
    if (listening == null) {
      done.complete();
      return;
    }
    long millis = config.closeTimeout().toMillis();
    later(Math.max(1, millis), () -> List.copyOf(exchanges).forEach(Exchange::expire));
    listening
        .shutdown(
            millis + TimeUnit.SECONDS.toMillis(WebSocketExchange.CLOSING_SECONDS),
            TimeUnit.MILLISECONDS)
        .onComplete(done);
  }

  int port() {
    return server == null ? 0 : server.actualPort();
  }
}
