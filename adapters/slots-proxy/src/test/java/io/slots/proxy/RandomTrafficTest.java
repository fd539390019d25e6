package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.proxy.admission.Tables;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random mix of everything that can go right and wrong, at once and across switches. When it is
 * over, nothing is in flight: the rig requires that of every instance on closing.
 */
class RandomTrafficTest {
  private static final int REQUESTS = 250;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyTraffic_inTheEndNothingIsInFlight(long seed) throws IOException {
    Random random = new Random(seed);
    try (Rig rig =
        new Rig(builder -> builder.maxBodySize(10_000).responseTimeout(Duration.ofMillis(500)))) {
      TestInstance one = rig.instance("one", new Moody(seed)::handle);
      TestInstance two = rig.instance("two", new Moody(seed + 100)::handle);
      BrokenInstance closing =
          new BrokenInstance(rig.vertx, "closing", s -> s.handler(data -> s.close()));
      Map<String, Future<?>> all = new LinkedHashMap<>();
      for (int i = 0; i < REQUESTS; i++) {
        if (i % 25 == 0) {
          rig.publish(
              switch (random.nextInt(4)) {
                case 0 -> Tables.of("shop", i + 1).production(one.get());
                case 1 -> Tables.of("shop", i + 1).production(two.get());
                case 2 -> Tables.of("shop", i + 1).production(one.get(), closing.get());
                default -> Tables.of("shop", i + 1).production(one.get(), two.get());
              });
        }
        int kind = random.nextInt(6);
        all.put("request " + i + " of kind " + kind, anything(rig, random, kind));
      }
      await()
          .atMost(Rig.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(all)
                      .allSatisfy((name, reply) -> assertThat(reply.isComplete()).isTrue()));
    }
  }

  private static Future<?> anything(Rig rig, Random random, int kind) throws IOException {
    switch (kind) {
      case 0 -> {
        RawClient raw = rig.raw();
        raw.say("POST / HTTP/1.1\r\nHost: shop.test\r\nContent-Length: 100\r\n\r\nhalf");
        return rig.vertx.timer(1 + random.nextInt(40)).map(v -> hangUp(raw));
      }
      case 1 -> {
        RawClient raw = rig.raw();
        raw.say("GET / HTTP/1.1\r\nHost: shop.test\r\n\r\n");
        return rig.vertx.timer(1 + random.nextInt(40)).map(v -> hangUp(raw));
      }
      case 2 -> {
        HttpClientRequest request =
            Rig.await(rig.hangingUp.request(rig.to("shop.test", "/").setMethod(HttpMethod.POST)))
                .setChunked(true);
        request.exceptionHandler(failure -> {});
        Future<Reply> reply = request.response().compose(Rig::whole);
        for (int i = random.nextInt(15); i >= 0; i--) {
          request.write(Buffer.buffer(new byte[1000]));
        }
        if (random.nextBoolean()) {
          request.end();
        } else {
          // Not a reset: Vert.x may use the connection again, in the middle of a body.
          rig.vertx.setTimer(1 + random.nextInt(40), id -> request.connection().close());
        }
        return reply;
      }
      case 3 -> {
        ClientWebSocket socket = rig.webSockets.webSocket();
        int millis = 1 + random.nextInt(40);
        return socket
            .connect(rig.webSocketTo("shop.test", "/"))
            .compose(open -> open.writeTextMessage("hello"))
            .compose(v -> rig.vertx.timer(millis))
            .compose(v -> socket.close());
      }
      default -> {
        return rig.sendLater(HttpMethod.GET, "shop.test", "/", Map.of(), Buffer.buffer());
      }
    }
  }

  private static boolean hangUp(RawClient raw) {
    try {
      raw.hangUp();
      return true;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Answers well, slowly, halfway, or not at all. */
  private static final class Moody {
    private final Random random;

    Moody(long seed) {
      random = new Random(seed);
    }

    synchronized void handle(HttpServerRequest request) {
      HttpServerResponse response = request.response();
      if (request.canUpgradeToWebSocket() && random.nextBoolean()) {
        request.toWebSocket();
        return;
      }
      switch (random.nextInt(8)) {
        case 0 -> request.connection().close();
        case 1 -> {
          response.setChunked(true);
          response.write("half").onComplete(v -> request.connection().close());
        }
        case 2 -> response.setStatusCode(401).end("early");
        case 3 -> request.resume();
        default -> request.end().onSuccess(v -> response.end("well"));
      }
    }
  }
}
