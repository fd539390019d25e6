package io.slots.haproxy;

import static io.slots.haproxy.Waits.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** HAProxy is killed, started and reloaded; the orchestrator is started anew. */
@SharedHaproxy(alone = true)
class RestartTest {
  private static final AppName SHOP = AppName.of("shop");

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
  @DisplayName("S9.6 what was confirmed is in force after HAProxy and orchestrator were killed")
  void restart_ofBoth_keepsEverything() {
    Instance v1 = rig.instance("v1").get();
    Instance v2 = rig.instance("v2").get();
    rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2).empty("qa"));
    RoutingTable table =
        rig.publish(
            Tables.of("shop", 3, 2)
                .productionWith(List.of(TrafficShare.of(SlotName.of("Staging"), 0.1)), v2, v1)
                .slot("Staging", v1)
                .empty("qa"));
    Rig.await(rig.router.fence(SHOP, Rig.call(9)));

    rig.haproxy.kill();
    rig.haproxy.start();
    assertThat(rig.body("shop-staging.test")).as("before anybody does anything").isEqualTo("v1");
    rig.restartOrchestrator();

    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.answer(Tables.of("shop", 8, 1).production(v1).build()))
        .isEqualTo(new RoutesAnswer.Refused("fencing token 8 is lower than 9, seen"));
    assertThatThrownBy(() -> rig.answer(table))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("fencing token 3 for app shop; 9, which was seen already");
    assertThat(Rig.await(rig.router.publish(table, Rig.call(9))))
        .isEqualTo(new RoutesAnswer.InForce(table.generation()));
    rig.publish(Tables.of("shop", 9, 1).production(v1));
    assertThat(rig.body("shop.test")).isEqualTo("v1");
  }

  @Test
  @DisplayName("S4.5 a commit whose file was not put in its place any more is made whole")
  void inForce_fileIsBehind_isWrittenAgain() throws Exception {
    Instance v1 = rig.instance("v1").get();
    Instance v2 = rig.instance("v2").get();
    rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2));
    Path map = rig.haproxy.state().resolve("routes.map");
    String before = Files.readString(map);
    RoutingTable table = rig.publish(Tables.of("shop", 2).production(v2).slot("staging", v1));
    Files.writeString(map, before); // as if the orchestrator had died after the commit

    rig.restartOrchestrator();
    assertThat(rig.inForce("shop")).contains(table);

    rig.haproxy.kill();
    rig.haproxy.start();
    assertThat(rig.body("shop.test")).isEqualTo("v2");
    assertThat(rig.inForce("shop")).contains(table);
  }

  @Test
  @DisplayName("S4.5 a worker that read an older file in a reload gets what is in force")
  void inForce_workerIsBehind_isBroughtForward() throws Exception {
    Instance v1 = rig.instance("v1").get();
    Instance v2 = rig.instance("v2").get();
    rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2));
    Path map = rig.haproxy.state().resolve("routes.map");
    String before = Files.readString(map);
    RoutingTable table = rig.publish(Tables.of("shop", 2).production(v2).slot("staging", v1));
    String after = Files.readString(map);
    Files.writeString(map, before);
    rig.haproxy.reload();
    Files.writeString(map, after);
    assertThat(rig.body("shop.test")).isEqualTo("v1");

    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.body("shop.test")).isEqualTo("v2");
  }

  @Test
  @DisplayName("S4.5 a worker that a reload left behind follows the switch, and is counted")
  void reload_oldWorker_followsTheSwitch() throws Exception {
    TestInstance v1 = rig.instance("v1");
    TestInstance v2 = rig.instance("v2");
    rig.publish(Tables.of("shop", 1).production(v1.get()));
    Client kept = rig.client();
    assertThat(kept.get("shop.test", "/").body()).isEqualTo("v1");
    Client held = rig.client();
    held.send("shop.test", "/held", "");
    await().atMost(TestHaproxy.PATIENCE).until(() -> rig.inFlight("shop", v1.get()) == 1);

    rig.haproxy.reload();
    assertThat(rig.haproxy.workers()).hasSize(2);
    RoutingTable table = rig.publish(Tables.of("shop", 2).production(v2.get()));

    Client.Reply last = kept.get("shop.test", "/headers");
    assertThat(last.body()).as("by the old worker").contains("X-forwarded-for: [127.0.0.1]");
    assertThat(last.body()).contains("X-forwarded-port: [" + rig.haproxy.port + "]");
    assertThat(last.headers()).containsEntry("connection", "close");
    assertThat(rig.inFlight("shop", v1.get())).isEqualTo(1);
    assertThat(rig.inForce("shop")).contains(table);
    v1.release();
    assertThat(held.receive().body()).isEqualTo("v1");
    await().atMost(TestHaproxy.PATIENCE).until(() -> rig.inFlight("shop", v1.get()) == 0);
    assertThat(kept.get("shop.test", "/").body()).isEqualTo("v2");
  }

  @Test
  @DisplayName("S4.5 reloads in the middle of switches under load drop and confuse nothing")
  void reloads_amidSwitchesUnderLoad_dropNothing() throws Exception {
    List<AtomicInteger> serving = List.of(new AtomicInteger(), new AtomicInteger(1));
    List<TestInstance> sides =
        List.of(
            rig.instance("0", () -> serving.get(0).toString()),
            rig.instance("1", () -> serving.get(1).toString()));
    rig.publish(
        Tables.of("shop", 1).production(sides.get(0).get()).slot("staging", sides.get(1).get()));
    try (Load load = Load.start(rig.haproxy.port, 8)) {
      for (int number = 1; number <= 60; number++) {
        if (number % 15 == 0) {
          rig.haproxy.signalReload();
        }
        serving.get(number % 2).set(number);
        rig.publish(
            Tables.of("shop", number + 1)
                .production(sides.get(number % 2).get())
                .slot("staging", sides.get((number + 1) % 2).get()));
        load.confirmed(number);
        int before = load.answered();
        await().atMost(TestHaproxy.PATIENCE).until(() -> load.answered() > before + 20);
      }
      load.stop();
      assertThat(load.failures()).isEmpty();
    }
  }

  @Test
  @DisplayName("S4.5 HAProxy killed at any moment of switches has one of the tables in force")
  void kills_amidSwitches_leaveOneOrTheOtherTable() {
    Instance v1 = rig.instance("v1").get();
    Instance v2 = rig.instance("v2").get();
    RoutingTable confirmed = rig.publish(Tables.of("shop", 1).production(v1).slot("staging", v2));
    for (int number = 2; number <= 9; number++) {
      boolean odd = number % 2 == 1;
      RoutingTable next =
          Tables.of("shop", number)
              .production(odd ? v1 : v2)
              .slot("staging", odd ? v2 : v1)
              .build();
      var answer = rig.router.publish(next, Rig.call(1)).toCompletableFuture();
      long pause = number * 700_000L;
      java.util.concurrent.locks.LockSupport.parkNanos(pause);
      rig.haproxy.kill();
      rig.haproxy.start();
      boolean wasConfirmed = answer.handle((done, failure) -> failure == null).join();
      RoutingTable inForce = rig.inForce("shop").orElseThrow();
      assertThat(inForce).isIn(confirmed, next);
      if (wasConfirmed) {
        assertThat(inForce).isEqualTo(next);
      }
      confirmed = inForce;
      assertThat(rig.body("shop.test"))
          .isEqualTo(inForce.routes().get(0).instances().get(0).id().value());
    }
  }
}
