package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A proxy between real clients and real instances. Closing it requires that no instance has
 * anything left in flight.
 */
final class Rig implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicLong ahead = new AtomicLong();
  final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
  final EmbeddedProxy proxy;
  final HttpClient client;

  /** One connection for each request, so that closing it concerns no other. */
  final HttpClient hangingUp =
      vertx.createHttpClient(
          new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(200));

  final WebSocketClient webSockets = vertx.createWebSocketClient();
  private final List<TestInstance> instances = new ArrayList<>();
  private final Set<RoutingTable> published = new HashSet<>();

  Rig() {
    this(builder -> builder);
  }

  Rig(UnaryOperator<EmbeddedProxyBuilder> options) {
    proxy =
        options
            .apply(
                EmbeddedProxy.builder()
                    .ticker(() -> System.nanoTime() + ahead.get())
                    .closeTimeout(Duration.ofSeconds(2)))
            .start();
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setMaxHeaderSize(65_536),
            new PoolOptions().setHttp1MaxSize(200));
  }

  static <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  /** Has the proxy believe that {@code duration} has passed. */
  void passTime(Duration duration) {
    ahead.addAndGet(duration.toNanos());
  }

  /** Has time pass quickly from now on, so that whoever waits in vain has waited long enough. */
  void hurry() {
    vertx.setPeriodic(100, id -> passTime(Duration.ofHours(2)));
  }

  /** Starts an instance that answers every request by its id, once it was read. */
  TestInstance instance(String id) {
    return instance(id, request -> request.end().onSuccess(v -> request.response().end(id)));
  }

  TestInstance instance(String id, Handler<HttpServerRequest> handler) {
    return instance(id, new HttpServerOptions(), handler);
  }

  TestInstance instance(String id, HttpServerOptions options, Handler<HttpServerRequest> handler) {
    TestInstance instance = new TestInstance(vertx, id, options, handler).start();
    instances.add(instance);
    return instance;
  }

  /** Publishes and requires that the table is in force. */
  void publish(Tables tables) {
    RoutingTable table = tables.build();
    assertThat(answer(table)).isEqualTo(new RoutesAnswer.InForce(table.generation()));
    published.add(table);
  }

  RoutesAnswer answer(RoutingTable table) {
    return proxy
        .publish(table, new Call(OperationId.of("op-1"), 1, table.generation().fencingToken()))
        .toCompletableFuture()
        .join();
  }

  int inFlight(Instance instance) {
    return published.stream()
        .map(RoutingTable::app)
        .distinct()
        .mapToInt(
            app ->
                proxy
                    .inFlight(app, Set.of(instance.id()))
                    .toCompletableFuture()
                    .join()
                    .getOrDefault(instance.id(), 0))
        .sum();
  }

  void awaitInFlight(TestInstance instance, int count) {
    org.awaitility.Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> assertThat(inFlight(instance.get())).isEqualTo(count));
  }

  RequestOptions to(String host, String path) {
    return new RequestOptions()
        .setServer(SocketAddress.inetSocketAddress(proxy.port(), "127.0.0.1"))
        .setHost(host)
        .setPort(80)
        .setURI(path);
  }

  WebSocketConnectOptions webSocketTo(String host, String path) {
    return new WebSocketConnectOptions()
        .setHost("127.0.0.1")
        .setPort(proxy.port())
        .addHeader("Host", host)
        .setURI(path);
  }

  Reply get(String host, String path) {
    return get(host, path, Map.of());
  }

  Reply get(String host, String path, Map<String, String> headers) {
    return send(HttpMethod.GET, host, path, headers, "");
  }

  Reply send(
      HttpMethod method, String host, String path, Map<String, String> headers, String body) {
    return await(sendLater(method, host, path, headers, Buffer.buffer(body)));
  }

  Future<Reply> sendLater(
      HttpMethod method, String host, String path, Map<String, String> headers, Buffer body) {
    RequestOptions options =
        to(host, path)
            .setMethod(method)
            .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers));
    return ask(client, options, body, Rig::whole);
  }

  /**
   * Sends a request and has {@code taken} take the response. It is set before anything is sent: a
   * response that nobody takes at once is lost.
   */
  static <T> Future<T> ask(
      HttpClient client,
      RequestOptions options,
      Buffer body,
      Function<HttpClientResponse, Future<T>> taken) {
    return client
        .request(options)
        .compose(
            request -> {
              Future<T> response = request.response().compose(taken);
              if (body.length() == 0) {
                request.end();
              } else {
                request.end(body);
              }
              return response;
            });
  }

  /** Sends the head of a request that has a chunked body. */
  Upload begin(HttpMethod method, String host, String path) {
    HttpClientRequest request =
        await(client.request(to(host, path).setMethod(method))).setChunked(true);
    request.exceptionHandler(failure -> {});
    Future<Reply> reply = request.response().compose(Rig::whole);
    await(request.sendHead());
    return new Upload(request, reply);
  }

  /** A request whose body is still to be sent. */
  record Upload(HttpClientRequest request, Future<Reply> reply) {}

  static Future<Reply> whole(HttpClientResponse response) {
    return response
        .body()
        .map(
            body ->
                new Reply(
                    response.statusCode(),
                    response.headers(),
                    response.trailers(),
                    body.toString()));
  }

  /** What {@code host} answers through another proxy, which listens at {@code port}. */
  String body(int port, String host) {
    RequestOptions options =
        to(host, "/").setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"));
    return await(ask(hangingUp, options, Buffer.buffer(), Rig::whole)).body();
  }

  RawClient raw() throws IOException {
    return new RawClient(proxy.port());
  }

  @Override
  public void close() {
    Set<InstanceId> ids = new HashSet<>();
    published.forEach(
        table -> table.routes().forEach(r -> r.instances().forEach(i -> ids.add(i.id()))));
    published.stream()
        .map(RoutingTable::app)
        .distinct()
        .forEach(
            app ->
                org.awaitility.Awaitility.await("nothing is in flight")
                    .atMost(PATIENCE)
                    .untilAsserted(
                        () ->
                            assertThat(
                                    proxy.inFlight(app, ids).toCompletableFuture().join().values())
                                .allMatch(count -> count == 0)));
    proxy.close();
    await(vertx.close());
  }
}
