package io.slots.haproxy;

import static io.slots.haproxy.Waits.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SharedHaproxy
class DrainTest {
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
  @DisplayName("S4.5 requests from before the switch stay with their instance, and are counted")
  void inFlight_afterTheSwitch_countsWhatIsLeft() throws IOException {
    TestInstance v1 = rig.instance("v1");
    TestInstance v2 = rig.instance("v2");
    rig.publish(Tables.of("shop", 1).production(v1.get()).slot("qa", v2.get()));
    Client first = rig.client();
    Client second = rig.client();
    first.send("shop.test", "/held", "");
    second.send("shop.test", "/held", "");
    awaitInFlight(v1.get(), 2);

    rig.publish(Tables.of("shop", 2).production(v2.get()).slot("qa"));

    assertThat(rig.body("shop.test")).isEqualTo("v2");
    assertThat(rig.inFlight("shop", v1.get())).isEqualTo(2);
    assertThat(rig.inFlight("shop", v2.get())).isZero();
    v1.release();
    assertThat(first.receive().body()).isEqualTo("v1");
    assertThat(second.receive().body()).isEqualTo("v1");
    awaitInFlight(v1.get(), 0);
    assertThat(first.get("shop.test", "/").body()).as("the kept connection").isEqualTo("v2");
    assertThat(rig.inFlight("shop", v2.get()))
        .as("a kept connection is nothing in flight")
        .isZero();
  }

  @Test
  void inFlight_unknownInstance_isNone() {
    rig.publish(Tables.of("shop", 1).production(rig.instance("v1").get()));

    assertThat(rig.inFlight("shop", Instance.of("other", "http://127.0.0.1:1"))).isZero();
    assertThat(rig.inFlight("blog", Instance.of("v1", "http://127.0.0.1:1"))).isZero();
  }

  @Test
  void inFlight_instanceOfTwoBackends_countsInBoth() throws IOException {
    TestInstance v1 = rig.instance("v1");
    rig.publish(Tables.of("shop", 1).production(v1.get()));
    Client early = rig.client();
    early.send("shop.test", "/held", "");
    awaitInFlight(v1.get(), 1);

    rig.publish(Tables.of("shop", 2).production(v1.get(), rig.instance("v1b").get()));
    Client late = rig.client();
    for (int i = 0; rig.inFlight("shop", v1.get()) < 2 && i < 10; i++) {
      late = rig.client();
      late.send("shop.test", "/held", "");
      Client sent = late;
      await().pollDelay(java.time.Duration.ofMillis(20)).until(() -> sent != null);
    }
    assertThat(rig.inFlight("shop", v1.get())).isGreaterThanOrEqualTo(2);

    v1.release();
    assertThat(early.receive().body()).isEqualTo("v1");
  }

  @Test
  void publish_overAndOver_usesDrainedBackendsAgain(@TempDir Path directory) throws Exception {
    try (Rig small =
        new Rig(directory.resolve("small"), true, c -> c.withBackends(3), b -> b.backends(3))) {
      for (int i = 1; i <= 6; i++) {
        TestInstance instance = small.instance("v" + i);
        Tables tables = Tables.of("shop", i).production(instance.get());
        // A server that was used keeps idle connections for some seconds, and its backend with it.
        await().atMost(TestHaproxy.PATIENCE).untilAsserted(() -> small.publish(tables));
        assertThat(small.body("shop.test")).isEqualTo("v" + i);
      }
    }
  }

  private void awaitInFlight(Instance instance, int count) {
    await()
        .atMost(TestHaproxy.PATIENCE)
        .untilAsserted(() -> assertThat(rig.inFlight("shop", instance)).isEqualTo(count));
  }
}
