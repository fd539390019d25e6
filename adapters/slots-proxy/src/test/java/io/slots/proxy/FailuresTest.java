package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slots.app.Instance;
import io.slots.proxy.admission.Tables;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whatever goes wrong: a clear status, and in the end nothing in flight (the rig requires it). */
class FailuresTest {
  private static final String BEGIN_POST = "POST / HTTP/1.1\r\nHost: shop.test\r\n";
  private static final String UPGRADE =
      String.join("\r\n", "HTTP/1.1 101 X", "Upgrade: x", "Connection: upgrade", "", "");
  private static final String GET = "GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n";

  private final Rig rig =
      new Rig(
          builder ->
              builder
                  .maxBodySize(1000)
                  .responseTimeout(Duration.ofHours(1))
                  .connectTimeout(Duration.ofSeconds(3)));

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void connectionRefused_goesToAnotherInstance_withItsBody() throws IOException {
    TestInstance well =
        rig.instance(
            "well", request -> request.body().onSuccess(body -> request.response().end(body)));
    rig.publish(
        Tables.of("shop", 1)
            .production(
                BrokenInstance.refusing("gone-1"), well.get(), BrokenInstance.refusing("gone-2")));
    for (int i = 0; i < 20; i++) {
      Reply reply = rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "body " + i);
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).isEqualTo("body " + i);
    }
  }

  @Test
  void connectionRefusedByAll_is502() throws IOException {
    rig.publish(
        Tables.of("shop", 1)
            .production(BrokenInstance.refusing("gone-1"), BrokenInstance.refusing("gone-2")));
    Reply reply = rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "body");
    assertThat(reply.status()).isEqualTo(502);
    assertThat(reply.reason()).contains("instance-unreachable");
  }

  @Test
  void instanceComesBack_isReachedAgain() {
    TestInstance one = rig.instance("one");
    rig.publish(Tables.of("shop", 1).production(one.get()));
    assertThat(rig.get("shop.test", "/").status()).isEqualTo(200);
    one.stop();
    assertThat(rig.get("shop.test", "/").status()).isEqualTo(502);
    one.startAgain();
    assertThat(rig.get("shop.test", "/").status()).isEqualTo(200);
  }

  @Test
  void instanceListensAndCloses_isTriedOnceMoreForGetOnly() {
    BrokenInstance closing =
        new BrokenInstance(rig.vertx, "closing", socket -> socket.handler(data -> socket.close()));
    publish(closing.get());

    assertFailed(rig.get("shop.test", "/"), 502, "instance-failed");
    assertThat(closing.connections).hasValue(2);
    assertFailed(rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), ""), 502, "instance-failed");
    assertThat(closing.connections).hasValue(3);
    assertFailed(
        rig.send(HttpMethod.PUT, "shop.test", "/", Map.of(), "body"), 502, "instance-failed");
    assertThat(closing.connections).hasValue(4);
  }

  @Test
  void instanceAnswersGarbage_is502() {
    BrokenInstance garbage =
        new BrokenInstance(
            rig.vertx, "garbage", socket -> socket.handler(data -> socket.write("what?\r\n\r\n")));
    publish(garbage.get());
    assertFailed(rig.get("shop.test", "/"), 502, "instance-failed");
  }

  @Test
  void instanceUpgradesUnasked_is502() {
    BrokenInstance upgrading =
        new BrokenInstance(
            rig.vertx, "upgrading", socket -> socket.handler(data -> socket.write(UPGRADE)));
    publish(upgrading.get());
    assertFailed(rig.get("shop.test", "/"), 502, "instance-failed");
  }

  @Test
  void instanceNeverAnswers_is504() {
    BrokenInstance silent = new BrokenInstance(rig.vertx, "silent", socket -> {});
    publish(silent.get());
    rig.hurry();
    assertFailed(rig.get("shop.test", "/"), 504, "instance-timeout");
    assertFailed(
        rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "body"), 504, "instance-timeout");
  }

  @Test
  void clientStopsInTheMiddleOfItsBody_is408() throws IOException {
    publish(rig.instance("one").get());
    try (RawClient raw = rig.raw()) {
      raw.say(BEGIN_POST + "Content-Length: 10\r\n\r\nhalf");
      rig.hurry();
      assertThat(raw.readAll())
          .startsWith("HTTP/1.1 408")
          .contains("x-slots-reason: request-timeout");
    }
  }

  @Test
  void clientHangsUp_inTheMiddleOfItsBody_isNotCountedAnyMore() throws IOException {
    TestInstance one = rig.instance("one");
    publish(one.get());
    RawClient raw = rig.raw();
    raw.say(BEGIN_POST + "Content-Length: 10\r\n\r\nhalf");
    rig.awaitInFlight(one, 1);
    raw.hangUp();
    rig.awaitInFlight(one, 0);
  }

  @Test
  void clientHangsUp_whileTheInstanceThinks_isNotCountedAnyMore() throws IOException {
    AtomicInteger seen = new AtomicInteger();
    AtomicInteger cut = new AtomicInteger();
    TestInstance one =
        rig.instance(
            "one",
            request -> {
              request.response().closeHandler(v -> cut.incrementAndGet());
              seen.incrementAndGet();
            });
    publish(one.get());
    RawClient raw = rig.raw();
    raw.say(GET);
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(seen).hasValue(1));
    assertThat(rig.inFlight(one.get())).isEqualTo(1);
    raw.hangUp();
    rig.awaitInFlight(one, 0);
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(cut).hasValue(1));
  }

  @Test
  void clientHangsUp_inTheMiddleOfTheResponse_isNotCountedAnyMore() throws IOException {
    TestInstance one =
        rig.instance("one", request -> request.response().setChunked(true).write("half"));
    publish(one.get());
    RawClient raw = rig.raw();
    raw.say(GET);
    raw.readUntil("half");
    assertThat(rig.inFlight(one.get())).isEqualTo(1);
    raw.hangUp();
    rig.awaitInFlight(one, 0);
  }

  @Test
  void instanceBreaksOff_inTheMiddleOfTheResponse_theClientNotices() throws IOException {
    TestInstance one =
        rig.instance(
            "one",
            request -> {
              HttpServerResponse response = request.response().setChunked(true);
              response.write("half").onComplete(v -> response.reset());
            });
    publish(one.get());
    try (RawClient raw = rig.raw()) {
      raw.say(GET);
      assertThat(raw.readAll()).startsWith("HTTP/1.1 200").doesNotContain("\r\n0\r\n");
    }
  }

  @Test
  void instanceAnswersBeforeTheBodyIsSent_theAnswerCounts() throws IOException {
    publish(
        rig.instance("one", request -> request.response().setStatusCode(401).end("no entry"))
            .get());
    try (RawClient raw = rig.raw()) {
      raw.say(BEGIN_POST + "Content-Length: 10\r\n\r\nhalf");
      assertThat(raw.readUntil("no entry")).startsWith("HTTP/1.1 401");
      raw.say("whole.").say(GET);
      assertThat(raw.readUntil("no entry")).startsWith("HTTP/1.1 401");
    }
  }

  @Test
  void headerTooLarge_is431() throws IOException {
    try (RawClient raw = rig.raw()) {
      raw.say("GET / HTTP/1.1\r\nHost: shop.test\r\nX-Long: " + "x".repeat(20_000) + "\r\n\r\n");
      assertThat(raw.readAll())
          .startsWith("HTTP/1.1 431")
          .contains("x-slots-reason: header-too-large");
    }
  }

  @Test
  void headerWithinTheLimit_isTaken() {
    publish(rig.instance("one").get());
    assertThat(rig.get("shop.test", "/", Map.of("X-Long", "x".repeat(6_000))).status())
        .isEqualTo(200);
  }

  @Test
  void uriTooLong_is414() throws IOException {
    try (RawClient raw = rig.raw()) {
      raw.say("GET /" + "x".repeat(9_000) + " HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      assertThat(raw.readAll())
          .contains("414 Request-URI Too Long")
          .contains("x-slots-reason: uri-too-long");
    }
  }

  @Test
  void bodyTooLarge_announced_is413() throws IOException {
    publish(rig.instance("one").get());
    try (RawClient raw = rig.raw()) {
      raw.say(BEGIN_POST + "Content-Length: 1001\r\n\r\n");
      assertThat(raw.readAll())
          .startsWith("HTTP/1.1 413")
          .contains("x-slots-reason: body-too-large");
    }
    assertThat(rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "x".repeat(1000)).status())
        .isEqualTo(200);
  }

  @Test
  void bodyTooLarge_inChunks_is413() {
    TestInstance one = rig.instance("one");
    publish(one.get());
    Rig.Upload upload = rig.begin(HttpMethod.POST, "shop.test", "/");
    for (int i = 0; i < 11; i++) {
      upload.request().write(Buffer.buffer("x".repeat(100)));
    }
    assertFailed(Rig.await(upload.reply()), 413, "body-too-large");
    rig.awaitInFlight(one, 0);
    upload.request().end();
  }

  @Test
  void malformedRequest_is400() throws IOException {
    for (String request :
        List.of(
            "what?\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: shop.test\r\nNo colon\r\n\r\n",
            BEGIN_POST + "Content-Length: x\r\n\r\n",
            BEGIN_POST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\n")) {
      try (RawClient raw = rig.raw()) {
        raw.say(request);
        assertThat(raw.readAll())
            .contains(" 400 Bad Request")
            .contains("x-slots-reason: malformed-request");
      }
    }
  }

  @Test
  void malformedChunk_endsTheConnection() throws IOException {
    TestInstance one = rig.instance("one");
    publish(one.get());
    try (RawClient raw = rig.raw()) {
      raw.say(BEGIN_POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
      rig.awaitInFlight(one, 1);
      raw.say("no chunk\r\n");
      assertThat(raw.readAll()).doesNotContain("200");
    }
    rig.awaitInFlight(one, 0);
  }

  @Test
  void unsupportedRequest_is501() throws IOException {
    publish(rig.instance("one").get());
    for (String request :
        List.of(
            BEGIN_POST + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            "CONNECT shop.test:80 HTTP/1.1\r\nHost: shop.test\r\n\r\n")) {
      try (RawClient raw = rig.raw()) {
        raw.say(request);
        assertThat(raw.readAll())
            .startsWith("HTTP/1.1 501")
            .contains("x-slots-reason: not-supported", "connection: close");
      }
    }
  }

  /** The connection is reused until the instance closes it, just when the next request arrives. */
  @Test
  void pooledConnectionClosedByTheInstance_getIsRepeated() {
    AtomicInteger requests = new AtomicInteger();
    BrokenInstance fickle =
        new BrokenInstance(
            rig.vertx,
            "fickle",
            socket -> {
              AtomicInteger onThis = new AtomicInteger();
              socket.handler(
                  data -> {
                    requests.incrementAndGet();
                    if (onThis.incrementAndGet() == 1) {
                      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
                    } else {
                      socket.close();
                    }
                  });
            });
    publish(fickle.get());
    for (int i = 0; i < 4; i++) {
      assertThat(rig.get("shop.test", "/").body()).isEqualTo("ok");
    }
    assertThat(fickle.connections).hasValueGreaterThan(1);
    assertThat(requests).hasValueGreaterThan(4);
  }

  /** What was kept of a former stay in the routes must not be used after a restart. */
  @Test
  void instanceLeavesAndComesBack_itsOldConnectionsAreNotUsed() {
    AtomicInteger closed = new AtomicInteger();
    BrokenInstance counting =
        new BrokenInstance(
            rig.vertx,
            "counting",
            socket -> {
              socket.closeHandler(v -> closed.incrementAndGet());
              socket.handler(
                  data -> socket.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
            });
    publish(counting.get());
    rig.get("shop.test", "/");
    rig.get("shop.test", "/");
    assertThat(counting.connections.get() - closed.get()).isPositive();
    rig.publish(Tables.of("shop", 2).production());
    await()
        .atMost(Rig.PATIENCE)
        .untilAsserted(() -> assertThat(closed).hasValue(counting.connections.get()));
    rig.publish(Tables.of("shop", 3).production(counting.get()));
    assertThat(rig.get("shop.test", "/").body()).isEqualTo("ok");
  }

  @Test
  void portOfAnotherKind_isReportedAtStart() {
    assertThatThrownBy(() -> EmbeddedProxy.builder().host("no.such.host.invalid").start())
        .isInstanceOf(ProxyStartException.class)
        .hasMessageContaining("no.such.host.invalid:0");
  }

  private void publish(Instance instance) {
    rig.publish(Tables.of("shop", 1).production(instance));
  }

  private static void assertFailed(Reply reply, int status, String reason) {
    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.reason()).contains(reason);
  }
}
