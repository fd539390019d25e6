package io.slots.proxy.admission;

import static io.slots.proxy.admission.Tables.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AdmissionsTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final Instance BLUE = instance("blue");
  private static final Instance GREEN = instance("green");

  private final List<String> events = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private final Admissions admissions =
      new Admissions(
          now::get,
          () -> new Random(1),
          new TargetListener() {
            @Override
            public void left(AppName app, Target target) {
              events.add("left " + target.id());
            }

            @Override
            public void retired(Target target) {
              events.add("retired " + target.id());
            }
          });

  @Test
  @DisplayName("S4.5 a request admitted after the switch goes by the new table")
  void admit_afterPublish_goesByTheNewTable() {
    publish(Tables.of("shop", 1).production(BLUE).slot("staging", GREEN));
    publish(Tables.of("shop", 2).production(GREEN).slot("staging", BLUE));

    assertThat(admitted("shop.test").id()).isEqualTo(GREEN.id());
    assertThat(admitted("shop-staging.test").id()).isEqualTo(BLUE.id());
  }

  @Test
  @DisplayName("S4.5 a request that is picking while the table is replaced goes by the new one")
  void admit_whileTheTableIsReplaced_beginsAnew() {
    List<TrafficShare> shares = List.of(TrafficShare.of(SlotName.of("staging"), 0));
    publish(Tables.of("shop", 1).productionWith(shares, BLUE).slot("staging"));
    TestVisitor slow =
        new TestVisitor(java.util.Optional.empty(), java.util.Optional.of("self")) {
          @Override
          public void stayAsItIs() {
            publish(Tables.of("shop", 2).productionWith(shares, GREEN).slot("staging"));
            assertThat(inFlight(BLUE)).isZero();
          }
        };

    Admission admission = admissions.admit("shop.test", slow);

    assertThat(((Target) admission).id()).isEqualTo(GREEN.id());
    assertThat(inFlight(BLUE)).isZero();
    assertThat(inFlight(GREEN)).isEqualTo(1);
  }

  @Test
  void inFlight_whatWasAdmittedBefore_countsUntilReleased() {
    publish(Tables.of("shop", 1).production(BLUE));
    Target first = admitted("shop.test");
    Target second = admitted("shop.test");
    publish(Tables.of("shop", 2).production(GREEN));

    assertThat(inFlight(BLUE)).isEqualTo(2);
    admissions.release(first);
    assertThat(inFlight(BLUE)).isEqualTo(1);
    admissions.release(second);

    assertThat(inFlight(BLUE)).isZero();
    assertThat(events).containsExactly("left blue", "retired blue");
  }

  @Test
  void release_moreOftenThanAdmitted_isRefused() {
    publish(Tables.of("shop", 1).production(BLUE));
    Target target = admitted("shop.test");
    admissions.release(target);

    assertThatThrownBy(() -> admissions.release(target))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("blue");
  }

  @Test
  void publish_instanceComesBack_isAnotherTargetAndBothCount() {
    publish(Tables.of("shop", 1).production(BLUE));
    Target before = admitted("shop.test");
    publish(Tables.of("shop", 2).production(GREEN));
    assertThat(admissions.isBack(before)).isFalse();
    publish(Tables.of("shop", 3).production(BLUE));
    Target after = admitted("shop.test");

    assertThat(after).isNotSameAs(before);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(admissions.isBack(before)).isTrue();
    assertThat(inFlight(BLUE)).isEqualTo(2);
  }

  @Test
  void publish_instanceStays_keepsItsTarget() {
    publish(Tables.of("shop", 1).production(BLUE).slot("staging", GREEN));
    Target before = admitted("shop.test");
    publish(Tables.of("shop", 2).production(GREEN).slot("staging", BLUE));

    assertThat(admitted("shop-staging.test")).isSameAs(before);
    assertThat(events).isEmpty();
  }

  @Test
  void publish_addressChanges_isAnotherTarget() {
    publish(Tables.of("shop", 1).production(BLUE));
    publish(
        Tables.of("shop", 2).production(Instance.of(BLUE.id(), java.net.URI.create("http://h:1"))));

    assertThat(admitted("shop.test").address().getPort()).isEqualTo(1);
    assertThat(events).containsExactly("left blue", "retired blue");
  }

  @Test
  void publish_anotherApp_disturbsNobody() {
    publish(Tables.of("shop", 1).production(BLUE));
    Target target = admitted("shop.test");
    publish(Tables.of("blog", 1).production(instance("writer")));

    assertThat(admitted("shop.test")).isSameAs(target);
    assertThat(inFlight(BLUE)).isEqualTo(2);
    assertThat(events).isEmpty();
  }

  @Test
  void publish_sameTableAgain_isInForce() {
    RoutingTable table = Tables.of("shop", 1).production(BLUE).build();
    publish(table, 1);
    Target target = admitted("shop.test");

    assertThat(publish(table, 1)).isEqualTo(new RoutesAnswer.InForce(table.generation()));
    assertThat(admitted("shop.test")).isSameAs(target);
  }

  @Test
  void publish_otherTableOfTheSameGeneration_isRefused() {
    publish(Tables.of("shop", 1).production(BLUE));
    assertRefused(Tables.of("shop", 1).production(GREEN), "another table of generation 1.1");
  }

  @Test
  void publish_generationThatIsNone_isRefused() {
    RoutingTable table =
        new RoutingTable(
            SHOP, RoutingGeneration.NONE, Tables.of("shop", 1).production(BLUE).build().routes());

    assertThat(publish(table, 1))
        .isEqualTo(new RoutesAnswer.Refused("generation 0.0 is none, or older than that"));
    assertThat(admissions.admit("shop.test", TestVisitor.fresh()))
        .isEqualTo(NotAdmitted.UNKNOWN_HOST);
  }

  @Test
  @DisplayName("S9.4 a table of an older generation is refused, by token first")
  void publish_olderGeneration_isRefused() {
    publish(Tables.of("shop", 2, 1).production(BLUE).build(), 2);
    assertRefused(Tables.of("shop", 1, 7).production(GREEN), "1.7 is older than 2.1");
  }

  @Test
  @DisplayName("S9.4 a call with a lower fencing token is refused, whatever its table")
  void publish_lowerFencingToken_isRefused() {
    publish(Tables.of("shop", 2, 1).production(BLUE).build(), 5);

    RoutesAnswer answer = publish(Tables.of("shop", 2, 2).production(GREEN).build(), 4);

    assertThat(answer).isEqualTo(new RoutesAnswer.Refused("fencing token 4 is lower than 5, seen"));
    assertThat(admitted("shop.test").id()).isEqualTo(BLUE.id());
  }

  @Test
  @DisplayName("S9.4 nor is such a call told that its table is in force, though it is")
  void publish_sameTableByALowerToken_isSuperseded() {
    RoutingTable table = Tables.of("shop", 2, 1).production(BLUE).build();
    publish(table, 2);
    admissions.fence(SHOP, 6);

    assertThatThrownBy(() -> publish(table, 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S9.4: fencing token 5 for app shop");
    assertThat(admissions.inForce(SHOP)).contains(table);
    assertThat(publish(table, 6)).isEqualTo(new RoutesAnswer.InForce(table.generation()));
  }

  @Test
  @DisplayName("S9.4 the same table by a higher token is in force, and lower ones are old then")
  void publish_sameTableByAHigherToken_isSeen() {
    RoutingTable table = Tables.of("shop", 2, 1).production(BLUE).build();
    publish(table, 2);

    assertThat(publish(table, 7)).isEqualTo(new RoutesAnswer.InForce(table.generation()));

    assertThat(publish(Tables.of("shop", 6, 1).production(GREEN).build(), 6))
        .isEqualTo(new RoutesAnswer.Refused("fencing token 6 is lower than 7, seen"));
    assertThatThrownBy(() -> admissions.fence(SHOP, 6)).isInstanceOf(RefusedException.class);
  }

  @Test
  @DisplayName("S9.4 after a take-over was told, a table with a lower fencing token is refused")
  void fence_refusesLowerTokensFromThenOn() {
    publish(Tables.of("shop", 2, 1).production(BLUE).build(), 5);

    admissions.fence(AppName.of("shop"), 6);

    assertThat(publish(Tables.of("shop", 2, 2).production(GREEN).build(), 5))
        .isEqualTo(new RoutesAnswer.Refused("fencing token 5 is lower than 6, seen"));
    assertThat(admitted("shop.test").id()).isEqualTo(BLUE.id());
    assertThatThrownBy(() -> admissions.fence(AppName.of("shop"), 5))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S9.4: fencing token 5 for app shop");
    assertThat(publish(Tables.of("shop", 6, 2).production(GREEN).build(), 6))
        .isInstanceOf(RoutesAnswer.InForce.class);
  }

  @Test
  @DisplayName("S9.4 so it is for an app that has no table yet")
  void fence_appWithoutTable() {
    admissions.fence(AppName.of("shop"), 6);

    assertThat(admissions.inForce(AppName.of("shop"))).isEmpty();
    assertThat(publish(Tables.of("shop", 5, 1).production(GREEN).build(), 5))
        .isInstanceOf(RoutesAnswer.Refused.class);
    assertThat(publish(Tables.of("shop", 6, 1).production(GREEN).build(), 6))
        .isInstanceOf(RoutesAnswer.InForce.class);
    assertThat(admitted("shop.test").id()).isEqualTo(GREEN.id());
  }

  @Test
  void publish_hostOfAnotherApp_isRefusedWhole() {
    publish(Tables.of("shop", 1).production(BLUE));
    RoutingTable thief =
        Tables.of("thief", 1)
            .production(GREEN)
            .route("shop.test", SlotName.of("staging"), true, List.of(), GREEN)
            .build();

    assertThat(publish(thief, 1))
        .isEqualTo(new RoutesAnswer.Refused("host shop.test is routed for another app"));
    assertThat(admissions.inForce(AppName.of("thief"))).isEmpty();
    assertThat(admissions.admit("thief.test", TestVisitor.fresh()))
        .isEqualTo(NotAdmitted.UNKNOWN_HOST);
    assertThat(admitted("shop.test").id()).isEqualTo(BLUE.id());
  }

  @Test
  void publish_hostGivenUp_maybeTakenByAnotherApp() {
    publish(Tables.of("shop", 1).production(BLUE));
    publish(Tables.of("shop", 2));
    publish(Tables.of("other", 1).route("shop.test", SlotName.PRODUCTION, true, List.of(), GREEN));

    assertThat(admitted("shop.test").id()).isEqualTo(GREEN.id());
  }

  @Test
  void publish_tableThatContradictsItself_isRefused() {
    assertRefused(
        Tables.of("shop", 1).production(BLUE).slot("one").slot("one"),
        "two routes for host shop-one.test");
    assertRefused(
        Tables.of("shop", 1)
            .production(BLUE)
            .route("other.test", SlotName.PRODUCTION, true, List.of()),
        "two routes for slot production");
    assertRefused(
        Tables.of("shop", 1)
            .production(BLUE)
            .slot("one", Instance.of("blue", "http://127.0.0.1:10")),
        "two addresses for instance blue");
    assertRefused(
        Tables.of("shop", 1).productionWith(List.of(TrafficShare.of(SlotName.of("one"), 5)), BLUE),
        "a share for slot one, which has no route");
    assertRefused(
        Tables.of("shop", 1)
            .productionWith(
                List.of(
                    TrafficShare.of(SlotName.of("one"), 60),
                    TrafficShare.of(SlotName.of("two"), 40.1)),
                BLUE)
            .slot("one", GREEN)
            .slot("two", GREEN),
        "sum to more than 100 %");
    assertThat(admissions.inForce(SHOP)).isEmpty();
  }

  @Test
  void inForce_tellsTheTableOrNothing() {
    assertThat(admissions.inForce(SHOP)).isEmpty();
    RoutingTable table = Tables.of("shop", 1).production(BLUE).build();
    publish(table, 1);
    assertThat(admissions.inForce(SHOP)).contains(table);
  }

  @Test
  void inFlight_unknownInstanceOrApp_isZero() {
    assertThat(inFlight(BLUE)).isZero();
    publish(Tables.of("shop", 1).production(BLUE));
    assertThat(inFlight(GREEN)).isZero();
  }

  @Test
  @DisplayName("S1.4 a slot without content serves nothing, and not another slot's content")
  void admit_nothingDeployed_saysSo() {
    publish(Tables.of("shop", 1).production(BLUE).empty("staging").slot("idle"));

    assertThat(admissions.admit("shop-staging.test", TestVisitor.fresh()))
        .isEqualTo(NotAdmitted.NOTHING_DEPLOYED);
    assertThat(admissions.admit("shop-idle.test", TestVisitor.fresh()))
        .isEqualTo(NotAdmitted.NO_HEALTHY_INSTANCE);
    assertThat(admissions.admit("nobody.test", TestVisitor.fresh()))
        .isEqualTo(NotAdmitted.UNKNOWN_HOST);
  }

  @Test
  void admit_severalInstances_takesTheLeastLoadedInTurn() {
    Instance red = instance("red");
    publish(Tables.of("shop", 1).production(BLUE, GREEN, red));
    List<Target> three =
        List.of(admitted("shop.test"), admitted("shop.test"), admitted("shop.test"));
    assertThat(three).extracting(Target::id).doesNotHaveDuplicates();

    admissions.release(three.get(1));
    assertThat(admitted("shop.test")).isSameAs(three.get(1));
  }

  @Test
  void admit_unreachableInstance_isAvoidedForAWhile() {
    publish(Tables.of("shop", 1).production(BLUE, GREEN));
    Target avoided = admitted("shop.test");
    admissions.release(avoided);
    avoided.avoidUntil(100);

    Target other = admitted("shop.test");
    assertThat(other).isNotSameAs(avoided);
    assertThat(admitted("shop.test")).isSameAs(other);
    now.set(100);
    assertThat(admitted("shop.test")).isSameAs(avoided);
  }

  @Test
  void admit_onlyUnreachableInstances_takesOneNonetheless() {
    publish(Tables.of("shop", 1).production(BLUE, GREEN));
    for (int i = 0; i < 2; i++) {
      Target target = admitted("shop.test");
      target.avoidUntil(100);
    }
    assertThat(admissions.admit("shop.test", TestVisitor.fresh())).isInstanceOf(Target.class);
  }

  @Test
  void close_admitsAndPublishesNothingMore() {
    publish(Tables.of("shop", 1).production(BLUE));
    Target target = admitted("shop.test");
    admissions.close();

    assertThat(admissions.admit("shop.test", TestVisitor.fresh())).isEqualTo(NotAdmitted.CLOSING);
    assertThat(inFlight(BLUE)).isEqualTo(1);
    assertThatThrownBy(() -> publish(Tables.of("shop", 2)))
        .isInstanceOf(IllegalStateException.class);
    admissions.release(target);
    assertThat(inFlight(BLUE)).isZero();
  }

  private Target admitted(String host) {
    return (Target) admissions.admit(host, TestVisitor.fresh());
  }

  private int inFlight(Instance instance) {
    Map<InstanceId, Integer> counts = admissions.inFlight(SHOP, Set.of(instance.id()));
    return counts.getOrDefault(instance.id(), -1);
  }

  private void publish(Tables table) {
    assertThat(publish(table.build(), 1)).isInstanceOf(RoutesAnswer.InForce.class);
  }

  private RoutesAnswer publish(RoutingTable table, long token) {
    return admissions.publish(table, token);
  }

  private void assertRefused(Tables table, String reason) {
    assertThat(publish(table.build(), 1))
        .isInstanceOfSatisfying(
            RoutesAnswer.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }
}
