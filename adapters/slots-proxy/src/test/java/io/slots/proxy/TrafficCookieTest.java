package io.slots.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.proxy.admission.Tables;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TrafficCookieTest {
  private static final String TO_STAGING = "x-ms-routing-name=staging";
  private static final String ATTRIBUTES = "; Max-Age=3600; Path=/; HttpOnly";

  /** Draws 0, 500, 0, 500 … per mille. */
  private static final class Alternating extends Random {
    private static final long serialVersionUID = 1;
    private int last = 500;

    @Override
    public synchronized int nextInt(int bound) {
      last = 500 - last;
      return last;
    }
  }

  private final Random draws = new Alternating();
  private final Rig rig = new Rig(builder -> builder.random(() -> draws));

  @BeforeEach
  void publish() {
    List<TrafficShare> shares =
        List.of(
            TrafficShare.of(SlotName.of("Staging"), 25), TrafficShare.of(SlotName.of("dark"), 0));
    rig.publish(
        Tables.of("shop", 1)
            .productionWith(shares, rig.instance("live").get())
            .slot("staging", rig.instance("canary").get())
            .slot("dark", rig.instance("hidden").get()));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  @DisplayName("S7.2 a client is drawn once and stays for one hour")
  void freshClient_isDrawnAndGetsTheCookie() {
    Reply first = rig.get("shop.test", "/");
    assertThat(first.body()).isEqualTo("canary");
    assertThat(first.headers().getAll("set-cookie")).containsExactly(TO_STAGING + ATTRIBUTES);
    Reply second = rig.get("shop.test", "/");
    assertThat(second.body()).isEqualTo("live");
    assertThat(second.headers().getAll("set-cookie"))
        .containsExactly("x-ms-routing-name=self" + ATTRIBUTES);

    for (int i = 0; i < 4; i++) {
      Reply pinned = rig.get("shop.test", "/", Map.of("Cookie", "a=b; " + TO_STAGING));
      assertThat(pinned.body()).isEqualTo("canary");
      assertThat(pinned.headers().contains("set-cookie")).isFalse();
    }
  }

  @Test
  @DisplayName("S7.2 the query parameter opts in and out, also to a slot with 0 %")
  void queryParameter_optsInAndOut() {
    Reply dark = rig.get("shop.test", "/?x=1&x-ms-routing-name=DARK");
    assertThat(dark.body()).isEqualTo("hidden");
    assertThat(dark.headers().getAll("set-cookie"))
        .containsExactly("x-ms-routing-name=dark" + ATTRIBUTES);
    Reply self = rig.get("shop.test", "/?x-ms-routing-name=self", Map.of("Cookie", TO_STAGING));
    assertThat(self.body()).isEqualTo("live");
    assertThat(self.headers().getAll("set-cookie"))
        .containsExactly("x-ms-routing-name=self" + ATTRIBUTES);
  }

  @Test
  @DisplayName("S7.2 an unknown name is ignored")
  void unknownName_isIgnored() {
    Reply reply =
        rig.get(
            "shop.test",
            "/?x-ms-routing-name=%00%zz",
            Map.of("Cookie", "x-ms-routing-name=nonsense"));
    assertThat(reply.body()).isEqualTo("canary");
    assertThat(reply.headers().getAll("set-cookie")).hasSize(1);
  }

  @Test
  void hostWithoutShares_getsNoCookie() {
    Reply reply = rig.get("shop-staging.test", "/?x-ms-routing-name=self");
    assertThat(reply.body()).isEqualTo("canary");
    assertThat(reply.headers().contains("set-cookie")).isFalse();
  }
}
