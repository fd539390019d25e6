package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.proxy.admission.Tables;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.WebSocket;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DrainTest {
  private final List<HttpServerRequest> held = new CopyOnWriteArrayList<>();
  private final Rig rig =
      new Rig(
          builder ->
              builder
                  .responseTimeout(Duration.ofDays(1))
                  .longLivedDeadline(Duration.ofHours(1))
                  .closeTimeout(Duration.ofSeconds(1)));
  private final TestInstance blue = rig.instance("blue", held::add);
  private final TestInstance green = rig.instance("green");

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("S4.5 a request admitted before the switch is finished by its instance")
  void request_admittedBefore_isFinishedByItsInstance() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    Future<Reply> early = get();
    awaitHeld(1);
    rig.publish(Tables.of("shop", 2).production(green.get()));

    assertThat(rig.get("shop.test", "/").body()).isEqualTo("green");
    assertThat(rig.inFlight(blue.get())).isEqualTo(1);
    held.get(0).response().end("blue after all");

    assertThat(Rig.await(early).body()).isEqualTo("blue after all");
    rig.awaitInFlight(blue, 0);
  }

  @Test
  void uploadUnderWay_goesOnAfterTheSwitch() {
    AtomicInteger begun = new AtomicInteger();
    TestInstance reading =
        rig.instance(
            "reading",
            request -> {
              begun.incrementAndGet();
              request.body().onSuccess(body -> request.response().end(body));
            });
    rig.publish(Tables.of("shop", 1).production(reading.get()));
    Rig.Upload upload = rig.begin(HttpMethod.POST, "shop.test", "/");
    upload.request().write(Buffer.buffer("one,"));
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(begun).hasValue(1));
    rig.publish(Tables.of("shop", 2).production(green.get()));
    upload.request().end("two");

    Reply reply = Rig.await(upload.reply());
    assertThat(reply.body()).isEqualTo("one,two");
  }

  @Test
  void responseUnderWay_pastTheDeadline_isBrokenOff() throws IOException {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    try (RawClient raw = rig.raw()) {
      raw.say("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      awaitHeld(1);
      held.get(0).response().setChunked(true).write("half");
      raw.readUntil("half");
      rig.publish(Tables.of("shop", 2).production(green.get()));
      rig.passTime(Duration.ofMinutes(61));
      assertThat(raw.readAll()).doesNotContain("\r\n0\r\n");
    }
    rig.awaitInFlight(blue, 0);
  }

  @Test
  void requestUnanswered_pastTheDeadline_isTold() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    Future<Reply> waiting = get();
    awaitHeld(1);
    rig.publish(Tables.of("shop", 2).production(green.get()));
    rig.passTime(Duration.ofMinutes(61));
    Reply reply = Rig.await(waiting);
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.reason()).contains("instance-withdrawn");
  }

  @Test
  void close_letsRequestsFinish_andAdmitsNoMore() throws IOException {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    try (RawClient early = rig.raw();
        RawClient idle = rig.raw()) {
      early.say("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      awaitHeld(1);
      CompletionStage<Void> closed = rig.proxy.shutDown();

      assertThat(idle.readAll()).isEmpty();
      assertThat(closed.toCompletableFuture()).isNotDone();
      held.get(0).response().end("in time");
      assertThat(early.readAll()).startsWith("HTTP/1.1 200").endsWith("in time");
      await().atMost(Rig.PATIENCE).until(() -> closed.toCompletableFuture().isDone());
    }
  }

  @Test
  void close_pastItsTimeout_endsWhatIsLeft() throws IOException {
    TestInstance talking =
        rig.instance(
            "talking",
            request -> request.toWebSocket().onSuccess(socket -> socket.writeTextMessage("hello")));
    rig.publish(Tables.of("shop", 1).production(blue.get()).slot("chat", talking.get()));
    WebSocket socket = Rig.await(rig.webSockets.connect(rig.webSocketTo("shop-chat.test", "/")));
    try (RawClient hanging = rig.raw()) {
      hanging.say("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
      awaitHeld(1);
      rig.proxy.close();
      assertThat(hanging.readAll()).startsWith("HTTP/1.1 503");
    }
    await().atMost(Rig.PATIENCE).until(socket::isClosed);
    assertThat(socket.closeStatusCode()).isEqualTo((short) 1001);
  }

  private Future<Reply> get() {
    return rig.sendLater(HttpMethod.GET, "shop.test", "/", Map.of(), Buffer.buffer());
  }

  private void awaitHeld(int count) {
    await().atMost(Rig.PATIENCE).untilAsserted(() -> assertThat(held).hasSize(count));
  }
}
