package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Declared servers, a stats socket instead of a master's, TCP instead of a Unix socket. */
@SharedHaproxy
class OtherSettingsTest {
  @Test
  void declaredServers_areGivenAddresses(@TempDir Path directory) throws Exception {
    try (Rig rig =
        new Rig(
            directory,
            true,
            config -> config.withBackends(4).withDeclaredServers(2),
            builder -> builder.backends(4).declaredServers(2))) {
      TestInstance v1 = rig.instance("v1");
      Instance v2 = rig.instance("v2").get();
      Instance v3 = rig.instance("v3").get();
      rig.publish(Tables.of("shop", 1).production(v1.get()).slot("staging", v2, v3));
      assertThat(rig.body("shop.test")).isEqualTo("v1");
      Client client = rig.client();
      client.send("shop.test", "/held", "");
      Waits.await().atMost(TestHaproxy.PATIENCE).until(() -> rig.inFlight("shop", v1.get()) == 1);
      rig.publish(Tables.of("shop", 2).production(v2, v3));
      assertThat(rig.body("shop.test")).isIn("v2", "v3");
      assertThat(rig.inFlight("shop", v1.get())).isEqualTo(1);
      v1.release();
      assertThat(client.receive().body()).isEqualTo("v1");
      for (int i = 3; i < 12; i++) {
        Instance next = rig.instance("w" + i).get();
        rig.publish(Tables.of("shop", i).production(next));
        assertThat(rig.body("shop.test")).isEqualTo("w" + i);
      }
      assertThat(rig.answer(Tables.of("shop", 20).production(v1.get(), v2, v3).build()))
          .isInstanceOf(RoutesAnswer.Refused.class);

      rig.haproxy.kill();
      rig.haproxy.start();
      rig.restartOrchestrator();
      assertThat(rig.body("shop.test")).isEqualTo("w11");
    }
  }

  @Test
  void statsSocket_withoutAMaster_isEnough(@TempDir Path directory) throws Exception {
    try (Rig rig = new Rig(directory, false, config -> config, builder -> builder)) {
      Instance v1 = rig.instance("v1").get();
      Instance v2 = rig.instance("v2").get();
      rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2));
      RoutingTable table = rig.publish(Tables.of("shop", 2).production(v2).slot("staging", v1));
      assertThat(rig.body("shop.test")).isEqualTo("v2");
      assertThat(rig.inForce("shop")).contains(table);
      assertThat(rig.inFlight("shop", v2)).isZero();
    }
  }

  @Test
  void statsSocket_overTcp_isEnough(@TempDir Path directory) throws Exception {
    int port = TestHaproxy.freePort();
    try (Rig rig =
        new Rig(
            directory,
            true,
            config -> config,
            builder ->
                builder.statsSocket(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port)))) {
      String text = Files.readString(rig.haproxy.file());
      Files.writeString(
          rig.haproxy.file(),
          text.replaceFirst(
              "stats socket",
              "stats socket ipv4@127.0.0.1:" + port + " level admin\n    stats socket"));
      rig.haproxy.reload();
      RoutingTable table = rig.publish(Tables.of("shop", 1).production(rig.instance("v1").get()));
      assertThat(rig.inForce("shop")).contains(table);
      assertThat(rig.body("shop.test")).isEqualTo("v1");
    }
  }

  @Test
  @DisplayName("S4.5 ten thousand routes are switched in one commit")
  void tenThousandRoutes_areOneCommit(TestHaproxy haproxy) throws Exception {
    try (Rig rig = new Rig(haproxy)) {
      Instance v1 = rig.instance("v1").get();
      Instance v2 = rig.instance("v2").get();
      for (int number = 1; number <= 3; number++) {
        Tables tables = Tables.of("shop", number);
        for (int i = 0; i < 10_000; i++) {
          String name = i == 0 ? "production" : "slot-" + i;
          tables.add(SlotName.of(name), "h" + i + ".test", List.of(), number % 2 == 1 ? v1 : v2);
        }
        RoutingTable table = rig.publish(tables);
        assertThat(rig.inForce("shop")).contains(table);
        assertThat(rig.body("h0.test")).isEqualTo(number % 2 == 1 ? "v1" : "v2");
        assertThat(rig.body("h9999.test")).isEqualTo(number % 2 == 1 ? "v1" : "v2");
      }
    }
  }
}
