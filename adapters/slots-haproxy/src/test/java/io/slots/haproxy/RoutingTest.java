package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SharedHaproxy
class RoutingTest {
  private Rig rig;

  @BeforeEach
  void start(TestHaproxy haproxy) {
    rig = new Rig(haproxy);
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  @DisplayName("S4.5 a request goes to its host's slot, and after a switch to the other")
  void publish_twoSlots_areSwitchedTogether() {
    Instance v1 = rig.instance("v1").get();
    Instance v2 = rig.instance("v2").get();
    rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2));
    assertThat(rig.body("shop.test")).isEqualTo("v1");
    assertThat(rig.body("SHOP-Staging.test.:80")).isEqualTo("v2");

    rig.publish(Tables.of("shop", 2).production(v2).slot("staging", v1));
    assertThat(rig.body("shop.test")).isEqualTo("v2");
    assertThat(rig.body("shop-staging.test")).isEqualTo("v1");
  }

  @Test
  @DisplayName("S1.4 a slot without content, one without instances and an unknown host are told so")
  void request_thatCannotBeServed_isToldWhy() {
    rig.publish(
        Tables.of("shop", 1).production(rig.instance("v1").get()).slot("stopped").empty("new"));

    assertThat(rig.get("shop-new.test", "/").status()).isEqualTo(404);
    assertThat(rig.get("shop-new.test", "/").headers())
        .containsEntry("x-slots-reason", "nothing-deployed");
    Client.Reply stopped = rig.get("shop-stopped.test", "/");
    assertThat(stopped.status()).isEqualTo(503);
    assertThat(stopped.headers())
        .containsEntry("x-slots-reason", "no-healthy-instance")
        .containsEntry("retry-after", "1");
    assertThat(stopped.body()).isEqualTo("No healthy instance: shop-stopped.test\n");
    assertThat(rig.get("other.test", "/").headers())
        .containsEntry("x-slots-reason", "unknown-host");
    for (String forged : new String[] {"slots", "slots:0", "shop.test?self", "shop.test#0"}) {
      assertThat(rig.get(forged, "/").status()).isIn(400, 404);
    }
  }

  @Test
  void publish_twoApps_doNotTouchEachOther() {
    Instance shop = rig.instance("shop-1").get();
    Instance blog = rig.instance("blog-1").get();
    rig.publish(Tables.of("shop", 1).production(shop));
    rig.publish(Tables.of("blog", 7, 1).production(blog));
    rig.publish(Tables.of("shop", 2).production(shop).slot("qa", blog));

    assertThat(rig.body("shop.test")).isEqualTo("shop-1");
    assertThat(rig.body("blog.test")).isEqualTo("blog-1");
    assertThat(rig.body("shop-qa.test")).isEqualTo("blog-1");
    assertThat(rig.inForce("blog").orElseThrow().generation().fencingToken()).isEqualTo(7);
    assertThat(rig.inForce("unheard-of")).isEmpty();
  }

  @Test
  void request_forwarded_tellsWhoAsked() {
    rig.publish(Tables.of("shop", 1).production(rig.instance("v1").get()));

    String headers = rig.get("shop.test:81", "/headers", "X-Forwarded-For: 6.6.6.6\r\n").body();

    assertThat(headers)
        .contains("X-forwarded-for: [127.0.0.1]")
        .contains("X-forwarded-host: [shop.test:81]")
        .contains("X-forwarded-proto: [http]")
        .contains("X-forwarded-port: [" + rig.haproxy.port + "]");
  }
}
