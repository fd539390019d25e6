package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.proxy.admission.Tables;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Clients that never retry, while the route is switched to and fro between two instances and the
 * one that left is stopped and started as soon as it was seen drained.
 */
class SwitchUnderLoadTest {
  private static final int CLIENTS = 24;
  private static final int SWITCHES = 300;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong answered = new AtomicLong();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();

  /** For which switch each side serves at present; answers carry it. */
  private final List<AtomicInteger> serving = List.of(new AtomicInteger(), new AtomicInteger(1));

  /** The newest switch that was confirmed; side n % 2 serves since. */
  private final AtomicInteger confirmed = new AtomicInteger();

  @Test
  @DisplayName("S4.5 no request is dropped, refused or answered by the old side after the switch")
  void switches_underLoad_dropNothingAndAnswerNothingStale() {
    try (Rig rig = new Rig()) {
      List<TestInstance> sides =
          List.of(
              rig.instance("0", request -> serve(rig, request, serving.get(0))),
              rig.instance("1", request -> serve(rig, request, serving.get(1))));
      rig.publish(Tables.of("shop", 1).production(sides.get(0).get()));
      HttpClient clients = rig.vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CLIENTS));
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(i);
        running.add(goOn(rig, clients, random));
      }
      for (int number = 1; number <= SWITCHES; number++) {
        serving.get(number % 2).set(number);
        TestInstance leaving = sides.get((number + 1) % 2);
        rig.publish(Tables.of("shop", number + 1).production(sides.get(number % 2).get()));
        confirmed.set(number);
        while (rig.inFlight(leaving.get()) != 0) {
          LockSupport.parkNanos(100_000);
        }
        leaving.stop();
        leaving.start();
      }
      over.set(true);
      Rig.await(Future.join(running));

      assertThat(failures).isEmpty();
      assertThat(answered).hasValueGreaterThan(SWITCHES);
    }
  }

  private Future<Void> goOn(Rig rig, HttpClient clients, Random random) {
    if (over.get()) {
      return Future.succeededFuture();
    }
    int begunAfter = confirmed.get();
    return ask(rig, clients, random.nextInt(10))
        .onSuccess(reply -> check(reply, begunAfter))
        .recover(
            failure -> {
              failures.add(failure.toString());
              return Future.succeededFuture();
            })
        .compose(reply -> goOn(rig, clients, random));
  }

  private static Future<Reply> ask(Rig rig, HttpClient clients, int kind) {
    String path =
        switch (kind) {
          case 0 -> "/slow";
          case 1 -> "/stream";
          default -> "/";
        };
    HttpMethod method = kind < 5 ? HttpMethod.GET : HttpMethod.POST;
    int length = method.equals(HttpMethod.POST) ? kind * 1000 : 0;
    return Rig.ask(
        clients,
        rig.to("shop.test", path).setMethod(method),
        Buffer.buffer("x".repeat(length)),
        Rig::whole);
  }

  /** A request may be answered by whatever was in force while it was under way, nothing older. */
  private void check(Reply reply, int begunAfter) {
    answered.incrementAndGet();
    if (reply.status() != 200 || !reply.body().endsWith(".")) {
      failures.add("incomplete: " + reply);
    } else if (Integer.parseInt(reply.body().replaceAll("\\D", "")) < begunAfter) {
      failures.add("stale: " + reply.body() + " begun after " + begunAfter);
    }
  }

  private static void serve(Rig rig, HttpServerRequest request, AtomicInteger serving) {
    HttpServerResponse response = request.response();
    String side = serving.toString();
    switch (request.path()) {
      case "/slow" -> rig.vertx.setTimer(8, id -> response.end(side + "."));
      case "/stream" -> {
        response.setChunked(true).write(side);
        rig.vertx.setTimer(2, id -> response.write("…"));
        rig.vertx.setTimer(4, id -> response.end("."));
      }
      default -> request.end().onSuccess(v -> response.end(side + "."));
    }
  }
}
