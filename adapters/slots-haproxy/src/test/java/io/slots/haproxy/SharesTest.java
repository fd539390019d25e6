package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SharedHaproxy
class SharesTest {
  private static final SlotName STAGING = SlotName.of("Staging");
  private static final SlotName DARK = SlotName.of("dark");
  private static final String ATTRIBUTES = "; Max-Age=3600; Path=/; HttpOnly";
  private static final int DRAWS = 3000;

  private Rig rig;
  private TestInstance live;
  private TestInstance canary;
  private TestInstance hidden;

  @BeforeEach
  void start(TestHaproxy haproxy) {
    rig = new Rig(haproxy);
    live = rig.instance("live");
    canary = rig.instance("canary");
    hidden = rig.instance("hidden");
    rig.publish(
        Tables.of("shop", 1)
            .productionWith(
                List.of(TrafficShare.of(STAGING, 12.5), TrafficShare.of(DARK, 0)), live.get())
            .slot("staging", canary.get())
            .slot("dark", hidden.get())
            .slot("other", rig.instance("other").get()));
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  @DisplayName("S7.1 a share of new clients goes to the slot, the rest to production")
  void freshClients_areDrawnByShare() throws IOException {
    int toCanary = 0;
    Client client = rig.client();
    for (int i = 0; i < DRAWS; i++) {
      Client.Reply reply = client.get("shop.test", "/");
      boolean drawn = reply.body().equals("canary");
      toCanary += drawn ? 1 : 0;
      assertThat(reply.body()).isIn("live", "canary");
      assertThat(reply.headers())
          .containsEntry(
              "set-cookie", "x-ms-routing-name=" + (drawn ? "staging" : "self") + ATTRIBUTES);
    }
    // Five standard deviations.
    assertThat(toCanary / (double) DRAWS).isCloseTo(0.125, within(0.031));
  }

  @Test
  @DisplayName("S7.1 shares of a tenth and of everything are drawn as they are")
  void freshClients_extremeShares() throws IOException {
    rig.publish(
        Tables.of("shop", 2)
            .productionWith(
                List.of(TrafficShare.of(STAGING, 0.1), TrafficShare.of(DARK, 99.9)), live.get())
            .slot("staging", canary.get())
            .slot("dark", hidden.get()));
    Client client = rig.client();
    int toDark = 0;
    for (int i = 0; i < 200; i++) {
      String body = client.get("shop.test", "/").body();
      assertThat(body).isIn("canary", "hidden");
      toDark += body.equals("hidden") ? 1 : 0;
    }
    assertThat(toDark).isGreaterThan(190);
  }

  @Test
  @DisplayName("S7.2 a client stays where its cookie says, in any letter case")
  void cookie_keepsTheClient() {
    for (int i = 0; i < 20; i++) {
      Client.Reply pinned = ask("/", "a=b; x-ms-routing-name=STAGING");
      assertThat(pinned.body()).isEqualTo("canary");
      assertThat(pinned.headers()).doesNotContainKey("set-cookie");
      assertThat(ask("/", "x-ms-routing-name=self").body()).isEqualTo("live");
      assertThat(ask("/", "x-ms-routing-name=dark").body()).isEqualTo("hidden");
    }
  }

  @Test
  @DisplayName("S7.2 the query parameter goes before the cookie and sets it, also for 0 %")
  void queryParameter_optsInAndOut() {
    Client.Reply dark = ask("/?x=1&x-ms-routing-name=DARK", "x-ms-routing-name=self");
    assertThat(dark.body()).isEqualTo("hidden");
    assertThat(dark.headers()).containsEntry("set-cookie", "x-ms-routing-name=dark" + ATTRIBUTES);
    Client.Reply self = ask("/?x-ms-routing-name=self", "x-ms-routing-name=staging");
    assertThat(self.body()).isEqualTo("live");
    assertThat(self.headers()).containsEntry("set-cookie", "x-ms-routing-name=self" + ATTRIBUTES);
  }

  @Test
  @DisplayName("S7.2 a slot without a rule, and a name that means none, are ignored")
  void unknownNames_areIgnored() {
    for (int i = 0; i < 30; i++) {
      Client.Reply reply =
          ask(
              i % 2 == 0 ? "/?x-ms-routing-name=other" : "/",
              "x-ms-routing-name=" + (i % 3 == 0 ? "other" : "%3Enonsense#0"));
      assertThat(reply.body()).isIn("live", "canary");
      assertThat(reply.headers()).containsKey("set-cookie");
    }
    assertThat(rig.get("shop-other.test", "/?x-ms-routing-name=dark").body()).isEqualTo("other");
    assertThat(rig.get("shop-other.test", "/").headers()).doesNotContainKey("set-cookie");
  }

  @Test
  @DisplayName("S7.1 who is assigned to a slot that cannot serve is served by production")
  void slotThatCannotServe_isStoodInFor() {
    rig.publish(
        Tables.of("shop", 2)
            .productionWith(List.of(TrafficShare.of(STAGING, 100)), live.get())
            .slot("staging"));

    Client.Reply pinned = ask("/", "x-ms-routing-name=staging");
    assertThat(pinned.body()).isEqualTo("live");
    assertThat(pinned.headers()).doesNotContainKey("set-cookie");
    Client.Reply drawn = rig.get("shop.test", "/");
    assertThat(drawn.body()).isEqualTo("live");
    assertThat(drawn.headers()).doesNotContainKey("set-cookie");
    Client.Reply asked = rig.get("shop.test", "/?x-ms-routing-name=staging");
    assertThat(asked.status()).isEqualTo(503);
    assertThat(asked.headers())
        .containsEntry("x-slots-reason", "no-healthy-instance")
        .doesNotContainKey("set-cookie");
  }

  @Test
  @DisplayName("S7.3 after a swap a rule leads to what is in its slot now, and so does a cookie")
  void afterASwap_ruleLeadsToTheSlot() {
    List<TrafficShare> shares = List.of(TrafficShare.of(STAGING, 100));
    rig.publish(
        Tables.of("shop", 2).productionWith(shares, canary.get()).slot("staging", live.get()));

    assertThat(rig.body("shop.test")).isEqualTo("live");
    assertThat(ask("/", "x-ms-routing-name=staging").body()).isEqualTo("live");
    assertThat(ask("/", "x-ms-routing-name=self").body()).isEqualTo("canary");
    assertThat(rig.inForce("shop").orElseThrow().routes().get(0).shares()).isEqualTo(shares);
  }

  private Client.Reply ask(String path, String cookie) {
    return rig.get("shop.test", path, "Cookie: " + cookie + "\r\n");
  }
}
