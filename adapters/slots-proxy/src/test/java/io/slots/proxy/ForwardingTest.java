package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.proxy.admission.Tables;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.streams.WriteStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ForwardingTest {
  private final Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void headers_areForwardedWithoutHopByHopOnes() {
    serve(ForwardingTest::headersAsBody);

    String seen =
        rig.get(
                "shop.test",
                "/path?q=1",
                Map.of(
                    "Connection", "keep-alive, X-Private",
                    "X-Private", "secret",
                    "Keep-Alive", "timeout=5",
                    "Proxy-Authorization", "x",
                    "TE", "trailers",
                    "X-Public", "shown"))
            .body();

    assertThat(seen)
        .contains("GET /path?q=1", "host=shop.test", "x-public=shown")
        .doesNotContain("x-private", "keep-alive", "proxy-authorization", "te=", "connection=");
  }

  @Test
  void forwardedHeaders_byDefault_replaceWhatTheClientSays() {
    serve(ForwardingTest::headersAsBody);
    String seen = rig.get("shop.test", "/", SPOOFED).body();
    assertThat(seen)
        .contains(
            "x-forwarded-for=127.0.0.1",
            "x-forwarded-host=shop.test",
            "x-forwarded-proto=http",
            "x-forwarded-port=" + rig.proxy.port())
        .doesNotContain("1.2.3.4", "evil");
  }

  @Test
  void forwardedHeaders_trusted_areKeptAndAddedTo() {
    try (Rig trusting = new Rig(builder -> builder.trustForwardedHeaders(true))) {
      TestInstance instance = trusting.instance("one", ForwardingTest::headersAsBody);
      trusting.publish(Tables.of("shop", 1).production(instance.get()));
      assertThat(trusting.get("shop.test", "/", SPOOFED).body())
          .contains(
              "x-forwarded-for=1.2.3.4, 127.0.0.1",
              "x-forwarded-host=evil",
              "x-forwarded-proto=https",
              "forwarded=for=1.2.3.4");
    }
  }

  private static final Map<String, String> SPOOFED =
      Map.of(
          "X-Forwarded-For", "1.2.3.4",
          "X-Forwarded-Host", "evil",
          "X-Forwarded-Proto", "https",
          "Forwarded", "for=1.2.3.4");

  @Test
  void response_comesAsItIs_withoutHopByHopHeaders() {
    serve(
        request ->
            request
                .response()
                .setStatusCode(418)
                .setStatusMessage("Short and stout")
                .putHeader("X-One", (Iterable<String>) List.of("a", "b"))
                .putHeader("Keep-Alive", "timeout=7")
                .end("tea"));
    HttpClientResponse response =
        Rig.await(
            Rig.ask(
                rig.client, rig.to("shop.test", "/"), Buffer.buffer(), Future::succeededFuture));

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.statusMessage()).isEqualTo("Short and stout");
    assertThat(response.headers().getAll("x-one")).containsExactly("a", "b");
    assertThat(response.headers().contains("keep-alive")).isFalse();
    assertThat(response.getHeader("content-length")).isEqualTo("3");
    assertThat(response.headers().contains("set-cookie")).isFalse();
  }

  @Test
  void methodsAndBodies_arriveWhole() {
    serve(
        request ->
            request
                .body()
                .onSuccess(body -> request.response().end(request.method() + " " + body)));
    assertThat(rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "one").body())
        .isEqualTo("POST one");
    assertThat(rig.send(HttpMethod.PATCH, "shop.test", "/", Map.of(), "").body())
        .isEqualTo("PATCH ");
    assertThat(rig.send(HttpMethod.valueOf("PURGE"), "shop.test", "/", Map.of(), "x").body())
        .isEqualTo("PURGE x");
  }

  @Test
  void chunkedBodies_stayChunkedBothWays() {
    serve(
        request -> {
          HttpServerResponse response =
              request
                  .response()
                  .setChunked(true)
                  .putHeader("X-Coding", String.valueOf(request.getHeader("transfer-encoding")));
          request.pipeTo(response);
        });
    Rig.Upload upload = rig.begin(HttpMethod.POST, "shop.test", "/");
    upload.request().write("one,");
    upload.request().end("two");
    Reply reply = Rig.await(upload.reply());

    assertThat(reply.header("x-coding")).contains("chunked");
    assertThat(reply.header("transfer-encoding")).contains("chunked");
    assertThat(reply.body()).isEqualTo("one,two");
  }

  @Test
  void trailers_ofTheResponse_arePassedOn() {
    serve(
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          response.write("body");
          response.putTrailer("X-Checksum", "42").end();
        });
    assertThat(rig.get("shop.test", "/").trailers().get("x-checksum")).isEqualTo("42");
  }

  @Test
  void responsesWithoutBody_haveNone() throws IOException {
    serve(
        request -> {
          HttpServerResponse response = request.response();
          switch (request.path()) {
            case "/204" -> response.setStatusCode(204).end();
            case "/304" -> response.setStatusCode(304).putHeader("etag", "x").end();
            default -> response.putHeader("content-length", "5").end(); // HEAD
          }
        });
    try (RawClient raw = rig.raw()) {
      raw.say("HEAD / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n"))
          .startsWith("HTTP/1.1 200")
          .contains("content-length: 5");
      raw.say("GET /204 HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 204").doesNotContain("chunked");
      raw.say("GET /304 HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n");
      assertThat(raw.readAll()).startsWith("HTTP/1.1 304").contains("etag: x");
    }
  }

  @Test
  void expectContinue_instanceSaysGoOn_bodyFollows() throws IOException {
    serve(
        request -> {
          request.response().writeContinue();
          request.body().onSuccess(body -> request.response().end(body));
        });
    try (RawClient raw = rig.raw()) {
      raw.say("POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 4\r\n");
      raw.say("Expect: 100-continue\r\n\r\n");
      assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
      raw.say("body");
      assertThat(raw.readUntil("body")).startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void expectContinue_instanceRefuses_connectionEnds() throws IOException {
    serve(request -> request.response().setStatusCode(403).end("no"));
    try (RawClient raw = rig.raw()) {
      raw.say("POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 4\r\n");
      raw.say("Expect: 100-continue\r\n\r\n");
      assertThat(raw.readAll())
          .startsWith("HTTP/1.1 403")
          .contains("connection: close")
          .endsWith("no");
    }
  }

  @Test
  void http10Client_getsTheStreamUntilTheConnectionEnds() throws IOException {
    serve(
        request -> {
          HttpServerResponse response = request.response().setChunked(true);
          response.write("one,");
          response.end("two");
        });
    try (RawClient raw = rig.raw()) {
      raw.say("GET / HTTP/1.0\r\nHost: shop.test\r\nConnection: keep-alive\r\n\r\n");
      assertThat(raw.readAll()).doesNotContain("chunked").endsWith("\r\n\r\none,two");
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder_acrossASwitch() throws IOException {
    TestInstance blue = rig.instance("blue");
    TestInstance green = rig.instance("green");
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    try (RawClient raw = rig.raw()) {
      String get = "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n";
      raw.say(get + get);
      assertThat(raw.readUntil("blue")).startsWith("HTTP/1.1 200");
      assertThat(raw.readUntil("blue")).startsWith("HTTP/1.1 200");
      rig.publish(Tables.of("shop", 2).production(green.get()));
      raw.say(get);
      assertThat(raw.readUntil("green")).startsWith("HTTP/1.1 200").doesNotContain("blue");
    }
  }

  @Test
  void serverSentEvents_arriveAtOnce() {
    Promise<HttpServerResponse> stream = Promise.promise();
    TestInstance instance =
        serve(
            request -> {
              HttpServerResponse response =
                  request
                      .response()
                      .setChunked(true)
                      .putHeader("content-type", "text/event-stream");
              response.write("data: 1\n\n");
              stream.complete(response);
            });
    List<String> events = new CopyOnWriteArrayList<>();
    Rig.await(
        Rig.ask(
            rig.client,
            rig.to("shop.test", "/"),
            Buffer.buffer(),
            response -> {
              response.handler(event -> events.add(event.toString()));
              return Future.succeededFuture();
            }));

    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(events).hasSize(1));
    assertThat(rig.inFlight(instance.get())).isEqualTo(1);
    Rig.await(stream.future()).write("data: 2\n\n");
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(events).hasSize(2));
    assertThat(rig.inFlight(instance.get())).isEqualTo(1);
    Rig.await(stream.future()).end();
    rig.awaitInFlight(instance, 0);
  }

  @Test
  void largeResponse_toASlowClient_isHeldBackNotBuffered() {
    AtomicLong written = new AtomicLong();
    serve(request -> writeAll(request.response().setChunked(true), written));
    HttpClientResponse response =
        Rig.await(
            Rig.ask(
                rig.client,
                rig.to("shop.test", "/"),
                Buffer.buffer(),
                paused -> Future.succeededFuture(paused.pause())));
    awaitStandstill(written);

    AtomicLong read = new AtomicLong();
    response.handler(buffer -> read.addAndGet(buffer.length()));
    response.resume();
    Rig.await(response.end());
    assertThat(read).hasValue(CHUNKS * CHUNK);
  }

  @Test
  void largeRequest_toASlowInstance_isHeldBackNotBuffered() {
    Promise<HttpServerRequest> slow = Promise.promise();
    AtomicLong read = new AtomicLong();
    serve(
        request -> {
          request.pause();
          request.handler(buffer -> read.addAndGet(buffer.length()));
          request.endHandler(v -> request.response().end("done"));
          slow.complete(request);
        });
    Rig.Upload upload = rig.begin(HttpMethod.POST, "shop.test", "/");
    AtomicLong written = new AtomicLong();
    writeAll(upload.request(), written);
    awaitStandstill(written);

    Rig.await(slow.future()).resume();
    assertThat(Rig.await(upload.reply()).body()).isEqualTo("done");
    assertThat(read).hasValue(CHUNKS * CHUNK);
  }

  private static final long CHUNK = 64 * 1024;
  private static final long CHUNKS = 768;

  /** Writes 48 MiB as fast as the other side takes it, and ends. */
  private static void writeAll(WriteStream<Buffer> stream, AtomicLong written) {
    while (written.get() < CHUNKS) {
      written.incrementAndGet();
      stream.write(Buffer.buffer(new byte[(int) CHUNK]));
      if (written.get() < CHUNKS && stream.writeQueueFull()) {
        stream.drainHandler(v -> writeAll(stream, written));
        return;
      }
    }
    stream.drainHandler(v -> {});
    stream.end();
  }

  /** Nothing moves any more although most is still to come: the writer is held back. */
  private static void awaitStandstill(AtomicLong written) {
    AtomicLong before = new AtomicLong(-1);
    await()
        .atMost(Rig.PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> before.getAndSet(written.get()) == written.get());
    assertThat(written).hasValueLessThan(CHUNKS / 2);
  }

  private TestInstance serve(Handler<HttpServerRequest> handler) {
    TestInstance instance = rig.instance("one", handler);
    rig.publish(Tables.of("shop", 1).production(instance.get()));
    return instance;
  }

  private static void headersAsBody(HttpServerRequest request) {
    String headers =
        request.headers().entries().stream()
            .map(header -> header.getKey().toLowerCase(Locale.ROOT) + "=" + header.getValue())
            .collect(Collectors.joining("\n"));
    request.response().end(request.method() + " " + request.uri() + "\n" + headers);
  }
}
