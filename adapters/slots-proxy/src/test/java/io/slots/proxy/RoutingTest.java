package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.RoutesAnswer;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RoutingTest {
  private final Rig rig = new Rig();
  private final TestInstance blue = rig.instance("blue");
  private final TestInstance green = rig.instance("green");

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void request_goesByItsHost() {
    rig.publish(Tables.of("shop", 1).production(blue.get()).slot("staging", green.get()));

    assertThat(rig.get("shop.test", "/").body()).isEqualTo("blue");
    assertThat(rig.get("shop-staging.test", "/").body()).isEqualTo("green");
    assertThat(rig.get("SHOP.Test", "/").body()).isEqualTo("blue");
    assertThat(rig.get("shop.test.", "/").body()).isEqualTo("blue");
    assertThat(rig.get("unused", "/", Map.of("Host", "shop-staging.test:8443")).body())
        .isEqualTo("green");
  }

  @Test
  void request_withAbsoluteUri_goesByThat() throws IOException {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    try (RawClient raw = rig.raw()) {
      raw.say(
          "GET http://Shop.test:80/a?b HTTP/1.1\r\nHost: other.test\r\nConnection: close\r\n\r\n");
      assertThat(raw.readAll()).startsWith("HTTP/1.1 200").endsWith("blue");
    }
  }

  @Test
  @DisplayName("S4.5 after the switch both hosts serve the other side's instances")
  void publish_switches_betweenTwoRequests() {
    rig.publish(Tables.of("shop", 1).production(blue.get()).slot("staging", green.get()));
    assertThat(rig.get("shop.test", "/").body()).isEqualTo("blue");
    rig.publish(Tables.of("shop", 2).production(green.get()).slot("staging", blue.get()));

    assertThat(rig.get("shop.test", "/").body()).isEqualTo("green");
    assertThat(rig.get("shop-staging.test", "/").body()).isEqualTo("blue");
  }

  @Test
  void publish_hostOfAnotherApp_isRefused() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    assertThat(
            rig.answer(
                Tables.of("thief", 1)
                    .route("shop.test", SlotName.PRODUCTION, true, List.of(), green.get())
                    .build()))
        .isInstanceOf(RoutesAnswer.Refused.class);
    assertThat(rig.get("shop.test", "/").body()).isEqualTo("blue");
  }

  @Test
  void request_unknownHost_isTold() {
    Reply reply = rig.get("nobody.test", "/");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.reason()).contains("unknown-host");
    assertThat(reply.header("content-type")).contains("text/plain; charset=utf-8");
    assertThat(reply.body()).isEqualTo("No app is routed for this host: nobody.test\n");
  }

  @Test
  void request_unknownHostWithMarkup_isEscaped() {
    Reply reply = rig.get("x", "/", Map.of("Host", "a&b'c.test", "Accept", "text/html,*/*"));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("content-type")).contains("text/html; charset=utf-8");
    assertThat(reply.body()).contains("a&amp;b&#39;c.test").doesNotContain("a&b");
    assertThat(rig.get("x", "/", Map.of("Host", "<b>.test")).status()).isEqualTo(400);
  }

  @Test
  @DisplayName("S1.4 a slot without content says that nothing is deployed here")
  void request_nothingDeployed_isTold() {
    rig.publish(Tables.of("shop", 1).production(blue.get()).empty("staging"));
    Reply reply = rig.get("shop-staging.test", "/");
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.reason()).contains("nothing-deployed");
    assertThat(reply.body()).startsWith("Nothing is deployed here");
  }

  @Test
  void request_noInstance_isToldToComeAgain() {
    rig.publish(Tables.of("shop", 1).production());
    Reply reply = rig.send(HttpMethod.POST, "shop.test", "/", Map.of(), "body");
    assertThat(reply.status()).isEqualTo(503);
    assertThat(reply.reason()).contains("no-healthy-instance");
    assertThat(reply.header("retry-after")).contains("1");
  }

  @Test
  void request_toIpv6Literal_isUnknownAndNotMisread() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    Reply reply = rig.get("x", "/", Map.of("Host", "[::1]:8080"));
    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.reason()).contains("unknown-host");
  }

  @Test
  void request_withoutOneHost_isMalformed() throws IOException {
    for (String hosts : List.of("", "Host: a.test\r\nHost: b.test\r\n", "Host: a b\r\n")) {
      try (RawClient raw = rig.raw()) {
        raw.say("GET / HTTP/1.1\r\n" + hosts + "\r\n");
        assertThat(raw.readAll())
            .startsWith("HTTP/1.1 400")
            .contains("x-slots-reason: malformed-request");
      }
    }
  }

  @Test
  void inForce_afterRestart_isNothing() {
    rig.publish(Tables.of("shop", 1).production(blue.get()));
    assertThat(rig.proxy.inForce(AppName.of("shop")).toCompletableFuture().join()).isPresent();
    try (EmbeddedProxy restarted = EmbeddedProxy.builder().start()) {
      assertThat(restarted.inForce(AppName.of("shop")).toCompletableFuture().join()).isEmpty();
    }
  }

  @Test
  void start_portTaken_saysWhereAndWhatToDo() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> EmbeddedProxy.builder().port(taken.getLocalPort()).start())
          .isInstanceOf(ProxyStartException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("choose another port");
    }
  }

  @Test
  void start_onAGivenVertx_leavesItOpen() {
    Vertx given = rig.vertx;
    try (EmbeddedProxy proxy = EmbeddedProxy.builder().vertx(given).start();
        EmbeddedProxy other = EmbeddedProxy.builder().vertx(given).start()) {
      assertThat(proxy.port()).isPositive().isNotEqualTo(other.port());
      assertThat(proxy.address().toString()).isEqualTo("http://127.0.0.1:" + proxy.port());
    }
    assertThat(Rig.await(given.executeBlocking(() -> "open"))).isEqualTo("open");
  }

  @Test
  void builder_valueOutOfRange_isRefused() {
    EmbeddedProxyBuilder builder = EmbeddedProxy.builder();
    assertThatThrownBy(() -> builder.port(70_000))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("port of 70000; 0 to 65535");
    assertThatThrownBy(() -> builder.connectTimeout(java.time.Duration.ZERO))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("connectTimeout");
  }

  @Test
  void publish_afterClose_fails() {
    EmbeddedProxy closed = EmbeddedProxy.builder().start();
    closed.close();
    closed.close();
    assertThatThrownBy(
            () ->
                closed
                    .publish(Tables.of("shop", 1).build(), new Call(OperationId.of("op"), 1, 1))
                    .toCompletableFuture()
                    .join())
        .isInstanceOf(CompletionException.class)
        .hasRootCauseMessage("the proxy is closed");
  }
}
