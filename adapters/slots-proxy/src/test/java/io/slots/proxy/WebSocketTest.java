package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.slots.proxy.admission.Tables;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WebSocketTest {
  private final List<ServerWebSocket> accepted = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final Rig rig =
      new Rig(
          builder ->
              builder.longLivedDeadline(Duration.ofHours(1)).responseTimeout(Duration.ofHours(1)));
  private final TestInstance blue = rig.instance("blue", this::echo);
  private final TestInstance green = rig.instance("green", this::echo);

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void messages_passBothWays_asTheyAre() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();

    socket.writeTextMessage("grüße");
    socket.writeBinaryMessage(Buffer.buffer(new byte[] {0, 1, 2}));

    awaitReceived("grüße", "\0\1\2");
    assertThat(rig.inFlight(blue.get())).isEqualTo(1);
    Rig.await(socket.close());
    rig.awaitInFlight(blue, 0);
  }

  /** The first frame ends in the middle of a character, so it is no text by itself. */
  @Test
  void fragments_passByte_forByte() throws IOException {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    try (RawClient raw = rig.raw()) {
      raw.say(HANDSHAKE);
      raw.readUntil("\r\n\r\n");
      String noMask = "\0\0\0\0";
      raw.say("\u0001\u0082" + noMask + "a\u00c3");
      raw.say("\u0080\u0081" + noMask + "\u00bc");
      assertThat(raw.readUntil("\u00bc")).isEqualTo("\u0081\u0003a\u00c3\u00bc");
      raw.say("\u0088\u0080" + noMask);
      raw.readAll();
    }
  }

  private static final String HANDSHAKE =
      String.join(
          "\r\n",
          "GET / HTTP/1.1",
          "Host: shop.test",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Sec-WebSocket-Version: 13",
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
          "",
          "");

  @Test
  void manyLargeMessages_arriveWholeAndInOrder() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();
    String large = "x".repeat(40_000);
    String[] expected = new String[200];
    for (int i = 0; i < expected.length; i++) {
      expected[i] = i + large;
      socket.writeTextMessage(expected[i]);
    }
    awaitReceived(expected);
    Rig.await(socket.close());
  }

  @Test
  void handshake_passesHeadersAndSubProtocol() {
    TestInstance choosy =
        rig.instance(
            "choosy",
            new HttpServerOptions().addWebSocketSubProtocol("v2"),
            request -> {
              request.response().putHeader("Set-Cookie", "session=1");
              request
                  .toWebSocket()
                  .onSuccess(
                      socket ->
                          socket.writeTextMessage(
                              socket.uri()
                                  + " "
                                  + socket.headers().get("host")
                                  + " "
                                  + socket.headers().get("origin")
                                  + " "
                                  + socket.headers().get("x-forwarded-for")));
            });
    rig.publish(Tables.of("shop", 1).production(choosy.get()));
    WebSocket socket =
        connect(
            rig.webSocketTo("shop.test", "/chat?room=1")
                .addHeader("Origin", "http://shop.test")
                .addSubProtocol("v1")
                .addSubProtocol("v2"));

    awaitReceived("/chat?room=1 shop.test http://shop.test 127.0.0.1");
    assertThat(socket.subProtocol()).isEqualTo("v2");
    assertThat(socket.headers().get("set-cookie")).isEqualTo("session=1");
    Rig.await(socket.close());
  }

  @Test
  void instanceSpeaksFirst_nothingIsLost() {
    TestInstance eager =
        rig.instance(
            "eager",
            request ->
                request
                    .toWebSocket()
                    .onSuccess(
                        socket -> {
                          for (int i = 0; i < 50; i++) {
                            socket.writeTextMessage("m" + i);
                          }
                        }));
    rig.publish(Tables.of("shop", 1).production(eager.get()));
    WebSocket socket = connect();
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(received).hasSize(50));
    assertThat(received).startsWith("m0").endsWith("m49");
    Rig.await(socket.close());
  }

  @Test
  void instanceRefuses_itsAnswerIsPassedOn() {
    TestInstance refusing =
        rig.instance(
            "refusing",
            request ->
                request.response().setStatusCode(403).putHeader("X-Why", "because").end("no"));
    rig.publish(Tables.of("shop", 1).production(refusing.get()));
    assertThatThrownBy(() -> connect())
        .rootCause()
        .asInstanceOf(InstanceOfAssertFactories.type(UpgradeRejectedException.class))
        .satisfies(
            rejected -> {
              assertThat(rejected.getStatus()).isEqualTo(403);
              assertThat(rejected.getHeaders().get("x-why")).isEqualTo("because");
              assertThat(rejected.getBody().toString()).isEqualTo("no");
            });
  }

  @Test
  void noInstanceToConnectTo_isTold() throws IOException {
    rig.publish(
        Tables.of("shop", 1)
            .production(BrokenInstance.refusing("gone"))
            .slot("half", BrokenInstance.refusing("gone-2"), blue.get())
            .slot("silent", new BrokenInstance(rig.vertx, "silent", s -> {}).get())
            .slot(
                "closing",
                new BrokenInstance(rig.vertx, "closing", s -> s.handler(data -> s.close())).get()));
    assertRejected("shop.test", 502);
    assertRejected("nobody.test", 404);
    assertRejected("shop-closing.test", 502);
    for (int i = 0; i < 4; i++) {
      Rig.await(connect(rig.webSocketTo("shop-half.test", "/")).close());
    }
    rig.hurry();
    assertRejected("shop-silent.test", 504);
  }

  @Test
  void closeCodes_passBothWays() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket first = connect();
    first.close((short) 4001, "client is done");
    await().atMost(Rig.PATIENCE).until(() -> accepted.get(0).isClosed());
    assertThat(accepted.get(0).closeStatusCode()).isEqualTo((short) 4001);
    assertThat(accepted.get(0).closeReason()).isEqualTo("client is done");

    WebSocket second = connect();
    await().atMost(Rig.PATIENCE).until(() -> accepted.size() == 2);
    accepted.get(1).close((short) 4002, "server is done");
    await().atMost(Rig.PATIENCE).until(second::isClosed);
    assertThat(second.closeStatusCode()).isEqualTo((short) 4002);
    assertThat(second.closeReason()).isEqualTo("server is done");
  }

  @Test
  void pings_areAnswered() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();
    List<String> pongs = new CopyOnWriteArrayList<>();
    socket.pongHandler(pong -> pongs.add(pong.toString()));
    socket.writePing(Buffer.buffer("still there?"));
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(pongs).contains("still there?"));
    assertThat(pongs).hasSize(1);
    Rig.await(socket.close());
  }

  @Test
  void clientVanishes_isNotCountedAnyMore() throws IOException {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    RawClient raw = rig.raw();
    raw.say(HANDSHAKE);
    assertThat(raw.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
    rig.awaitInFlight(blue, 1);
    raw.hangUp();
    rig.awaitInFlight(blue, 0);
    await().atMost(Rig.PATIENCE).until(() -> accepted.get(0).isClosed());
  }

  @Test
  void instanceVanishes_theClientIsTold() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();
    blue.stop();
    await().atMost(Rig.PATIENCE).until(socket::isClosed);
    rig.awaitInFlight(blue, 0);
  }

  @Test
  @DisplayName("websocketSurvivesUnrelatedSwap: another app's switch, and one that keeps it")
  void websocket_whileOthersAreSwitched_staysOpen() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    rig.publish(Tables.of("blog", 1).production(green.get()));
    WebSocket socket = connect();
    for (int i = 2; i < 30; i++) {
      rig.publish(Tables.of("blog", i).production());
      rig.publish(
          i % 2 == 0
              ? Tables.of("shop", i).production(green.get()).slot("staging", blue.get())
              : Tables.of("shop", i).production(blue.get(), green.get()));
      socket.writeTextMessage("m" + i);
    }
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(received).hasSize(28));
    assertThat(rig.inFlight(blue.get())).isEqualTo(1);
    await().during(Duration.ofMillis(700)).atMost(Rig.PATIENCE).until(() -> !socket.isClosed());
    Rig.await(socket.close());
  }

  @Test
  void instanceLeaves_webSocketGoesOn_untilItsDeadline() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();
    rig.publish(Tables.of("shop", 2).production(green.get()));

    socket.writeTextMessage("still here");
    awaitReceived("still here");
    assertThat(rig.inFlight(blue.get())).isEqualTo(1);
    rig.passTime(Duration.ofMinutes(61));
    await().atMost(Rig.PATIENCE).until(socket::isClosed);
    assertThat(socket.closeStatusCode()).isEqualTo((short) 1001);
    await().atMost(Rig.PATIENCE).until(() -> accepted.get(0).isClosed());
    assertThat(accepted.get(0).closeStatusCode()).isEqualTo((short) 1001);
    rig.awaitInFlight(blue, 0);
  }

  @Test
  void instanceComesBackInTime_webSocketStays() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    WebSocket socket = connect();
    rig.publish(Tables.of("shop", 2).production(green.get()));
    rig.publish(Tables.of("shop", 3).production(green.get(), blue.get()));
    await().during(Duration.ofMillis(900)).atMost(Rig.PATIENCE).until(() -> !socket.isClosed());
    Rig.await(socket.close());
  }

  private void echo(HttpServerRequest request) {
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              accepted.add(socket);
              socket.textMessageHandler(socket::writeTextMessage);
              socket.binaryMessageHandler(socket::writeBinaryMessage);
            });
  }

  private WebSocket connect() {
    return connect(rig.webSocketTo("shop.test", "/"));
  }

  private WebSocket connect(WebSocketConnectOptions options) {
    Handler<String> add = received::add;
    ClientWebSocket socket = rig.webSockets.webSocket();
    socket.textMessageHandler(add);
    socket.binaryMessageHandler(data -> received.add(data.toString()));
    return Rig.await(socket.connect(options));
  }

  private void assertRejected(String host, int status) {
    assertThatThrownBy(() -> connect(rig.webSocketTo(host, "/")))
        .rootCause()
        .asInstanceOf(InstanceOfAssertFactories.type(UpgradeRejectedException.class))
        .returns(status, UpgradeRejectedException::getStatus);
  }

  private void awaitReceived(String... messages) {
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(received).hasSameSizeAs(messages));
    assertThat(received).containsExactly(messages);
  }
}
