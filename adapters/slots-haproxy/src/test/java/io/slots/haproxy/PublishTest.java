package io.slots.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@SharedHaproxy(backends = 4)
class PublishTest {
  private static final AppName SHOP = AppName.of("shop");

  private Rig rig;
  private Instance v1;
  private Instance v2;

  @BeforeEach
  void start(TestHaproxy haproxy) {
    rig = new Rig(haproxy, builder -> builder.backends(4));
    v1 = rig.instance("v1").get();
    v2 = rig.instance("v2").get();
  }

  @AfterEach
  void close() throws Exception {
    rig.close();
  }

  @Test
  @DisplayName("S9.5 the same table again is in force already")
  void publish_sameTableAgain_isInForce() {
    RoutingTable table = rig.publish(Tables.of("shop", 3).production(v1));

    assertThat(rig.answer(table)).isEqualTo(new RoutesAnswer.InForce(table.generation()));
    assertThat(rig.inForce("shop")).contains(table);
  }

  @Test
  @DisplayName("S9.4 an older table, and another of the same generation, are refused")
  void publish_olderOrOther_isRefused() {
    RoutingTable table = rig.publish(Tables.of("shop", 2, 5).production(v1));

    assertRefused(Tables.of("shop", 2, 4).production(v2), "2.4 is older than 2.5");
    assertRefused(Tables.of("shop", 1, 9).production(v2), "1.9 is older than 2.5");
    assertRefused(Tables.of("shop", 2, 5).production(v2), "another table of generation 2.5");
    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.body("shop.test")).isEqualTo("v1");
  }

  @Test
  @DisplayName("S9.4 a token that was shown is remembered, by the next orchestrator too")
  void fence_lowerTokens_areRefused() {
    RoutingTable table = rig.publish(Tables.of("shop", 2, 5).production(v1));
    Rig.await(rig.router.fence(SHOP, Rig.call(4)));
    rig.restartOrchestrator();

    RoutingTable late = Tables.of("shop", 3, 1).production(v2).build();
    assertThat(rig.answer(late))
        .isEqualTo(new RoutesAnswer.Refused("fencing token 3 is lower than 4, seen"));
    assertThatThrownBy(() -> Rig.await(rig.router.fence(SHOP, Rig.call(3))))
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith("S9.4: fencing token 3 for app shop");
    Rig.await(rig.router.fence(SHOP, Rig.call(4)));
    assertThat(rig.inForce("shop")).contains(table);
    rig.publish(Tables.of("shop", 4, 1).production(v2));
  }

  @Test
  @DisplayName("S9.4 a token is remembered of an app that has no routes yet")
  void fence_unknownApp_isRemembered() {
    Rig.await(rig.router.fence(SHOP, Rig.call(4)));

    assertThat(rig.inForce("shop")).isEmpty();
    assertRefused(Tables.of("shop", 3, 1).production(v2), "fencing token 3 is lower than 4");
  }

  @Test
  void publish_hostOfAnotherApp_isRefused() {
    rig.publish(Tables.of("shop", 1).production(v1));

    assertRefused(
        Tables.of("blog", 1).add(SlotName.PRODUCTION, "shop.test", java.util.List.of(), v2),
        "host shop.test is routed for another app");
  }

  @Test
  void publish_moreThanThePoolHas_isRefusedAndNothingIsTouched() {
    RoutingTable table = rig.publish(Tables.of("shop", 1).production(v1).slot("qa", v2));

    assertRefused(
        Tables.of("blog", 1)
            .production(Instance.of("a", "http://127.0.0.1:1"))
            .slot("bb", Instance.of("b", "http://127.0.0.1:2"))
            .slot("cc", Instance.of("c", "http://127.0.0.1:3")),
        "no backend is free: of 4, 2 are in use (0 of them draining), and 3 more are needed");
    assertRefused(
        Tables.of("blog", 1).production(Instance.of("a", "https://127.0.0.1:1")),
        "instance a speaks TLS");
    assertRefused(
        Tables.of("blog", 1).production(Instance.of("a", "http://nowhere.invalid:1")),
        "the host of instance a has no address");
    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.inForce("blog")).isEmpty();
  }

  @Test
  void publish_thatHaproxyRefuses_tellsItsWords() {
    RoutingTable table =
        rig.publish(
            Tables.of("shop", 1)
                .production(v1)
                .slot("aa", Instance.of("a", "http://127.0.0.1:1"))
                .slot("bb", Instance.of("b", "http://127.0.0.1:2"))
                .slot("cc", Instance.of("c", "http://127.0.0.1:3")));
    HaproxyRouter hopeful = rig.router(true, builder -> builder.backends(5));

    RoutingTable more = Tables.of("blog", 1).production(v2).build();
    assertThat(Rig.await(hopeful.publish(more, Rig.call(1))))
        .isInstanceOfSatisfying(
            RoutesAnswer.Refused.class,
            refused -> assertThat(refused.reason()).contains("Can't find backend."));
    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.inForce("blog")).isEmpty();
  }

  @Test
  void publish_longNames_areTaken() {
    String longest = "i".repeat(128);
    Instance instance = Instance.of(longest, v1.address().toString());
    String slot = "s".repeat(59);
    rig.publish(
        Tables.of("shop", 1)
            .add(SlotName.PRODUCTION, "h".repeat(63) + ".test", java.util.List.of(), instance)
            .add(SlotName.of(slot), slot + ".test", java.util.List.of(), v2));

    assertThat(rig.body("h".repeat(63) + ".test")).isEqualTo("v1");
    assertThat(Rig.await(rig.router.inFlight(SHOP, Set.of(InstanceId.of(longest)))))
        .containsEntry(InstanceId.of(longest), 0);
  }

  @Test
  void inForce_mapChangedByHand_saysSoUntilTheNextTable() throws Exception {
    RoutingTable table = rig.publish(Tables.of("shop", 1).production(v1).slot("qa", v2));
    String map = rig.haproxy.state().resolve("routes.map").toString();
    Command.send(rig.haproxy, "set map " + map + " shop.test slots-4");

    assertThatThrownBy(() -> rig.inForce("shop"))
        .isInstanceOf(HaproxyException.class)
        .hasMessageContaining("it has \"shop.test slots-4\"");
    assertThat(rig.answer(table)).isInstanceOf(RoutesAnswer.InForce.class);
    assertThat(rig.inForce("shop")).contains(table);
    assertThat(rig.body("shop.test")).isEqualTo("v1");
  }

  @Test
  @DisplayName("S9.6 a map that is damaged is reported, and never taken for an empty one")
  void inForce_damagedMap_isReported() throws Exception {
    rig.publish(Tables.of("shop", 1).production(v1));
    rig.haproxy.kill();
    Path map = rig.haproxy.state().resolve("routes.map");
    Files.writeString(map, Files.readString(map).replace("group slots-1", "group slots-2"));
    rig.haproxy.start();

    rig.restartOrchestrator();

    assertThatThrownBy(() -> rig.inForce("shop"))
        .isInstanceOf(HaproxyException.class)
        .hasMessageContaining("the map on the disk is damaged")
        .hasMessageContaining("checksum");
  }

  @Test
  void publish_deadHaproxy_failsAndIsNotRefused() {
    rig.haproxy.kill();

    assertThatThrownBy(() -> rig.answer(Tables.of("shop", 1).production(v1).build()))
        .isInstanceOf(HaproxyException.class)
        .hasMessageContaining("cannot talk to HAProxy");
  }

  private void assertRefused(Tables tables, String reason) {
    assertThat(rig.answer(tables.build()))
        .isInstanceOfSatisfying(
            RoutesAnswer.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }
}
