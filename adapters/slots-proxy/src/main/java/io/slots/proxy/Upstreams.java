package io.slots.proxy;

import io.slots.proxy.admission.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connections of one event loop to the instances: a pool for each target, so that no connection
 * outlives its instance's stay in the routes. Used by that event loop only.
 */
final class Upstreams {
  private static final Logger log = LoggerFactory.getLogger(Upstreams.class);

  /** Instances may send more than clients may: they are ours. */
  private static final int MAX_RESPONSE_HEADER = 64 * 1024;

  private static final int CHUNK = 64 * 1024;

  private final Vertx vertx;
  private final HttpClientOptions httpOptions;
  private final PoolOptions poolOptions;
  private final long connectMillis;
  private final WebSocketClient webSockets;
  private final Map<Target, HttpClient> pools = new HashMap<>();

  Upstreams(Vertx vertx, ProxyConfig config) {
    this.vertx = vertx;
    connectMillis = config.connectTimeout().toMillis();
    httpOptions =
        new HttpClientOptions()
            .setConnectTimeout((int) connectMillis)
            .setKeepAliveTimeout((int) config.keepAliveTimeout().toSeconds())
            .setMaxHeaderSize(MAX_RESPONSE_HEADER)
            .setMaxChunkSize(CHUNK);
    poolOptions = new PoolOptions().setHttp1MaxSize(config.maxConnectionsPerInstance());
    webSockets =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setConnectTimeout((int) connectMillis)
                .setMaxConnections(Integer.MAX_VALUE)
                .setMaxFrameSize(config.maxWebSocketFrameSize())
                .setClosingTimeout(WebSocketExchange.CLOSING_SECONDS));
  }

  /** Connects to {@code target}. When the future fails, nothing was sent. */
  Future<HttpClientRequest> request(Target target, HttpMethod method, String uri) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(method)
            .setSsl(isSecure(target))
            .setHost(target.address().getHost())
            .setPort(target.address().getPort())
            .setURI(uri)
            .setConnectTimeout(connectMillis);
    try {
      return pools.computeIfAbsent(target, this::pool).request(options);
    } catch (IllegalStateException closed) {
      return Future.failedFuture(closed);
    }
  }

  ClientWebSocket webSocket() {
    return webSockets.webSocket();
  }

  WebSocketConnectOptions webSocketTo(Target target) {
    return new WebSocketConnectOptions()
        .setSsl(isSecure(target))
        .setHost(target.address().getHost())
        .setPort(target.address().getPort())
        .setTimeout(connectMillis);
  }

  /** Closes the connections to a target that has nothing in flight any more. */
  void close(Target target) {
    HttpClient pool = pools.remove(target);
    if (pool != null) {
      pool.close();
    }
  }

  private HttpClient pool(Target target) {
    return vertx
        .httpClientBuilder()
        .with(httpOptions)
        .with(poolOptions)
        .withConnectHandler(
            connection ->
                connection.exceptionHandler(
                    failure -> log.debug("a connection to {} failed", target, failure)))
        .build();
  }

  private static boolean isSecure(Target target) {
    return "https".equals(target.address().getScheme());
  }
}
