package io.slots.testkit.conformance;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Answers.beginAny;
import static io.slots.testkit.conformance.Fixtures.OTHER;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.STAGING;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.host;
import static io.slots.testkit.conformance.Fixtures.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Router;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link Router} does. */
public interface RouterConformance extends Conformance {
  /** A router that has no table yet; the same one throughout a test. */
  Router router();

  /** The way of requests through that router. */
  DataPlane dataPlane();

  /**
   * The answer "in force" is what allows the engine to touch the instances that left. So when it is
   * there, {@code inForce} tells the table, and the generation in the answer is the table's own or
   * a newer one.
   */
  @Test
  @Core
  @DisplayName("S4.5 a table that is answered to be in force is the one in force")
  default void S4_5_publishedTable_isInForce() {
    Instance blue = dataPlane().instance("blue");
    for (RoutingTable table :
        List.of(
            table(SHOP, 1, 1).production(blue).build(),
            table(SHOP, 1, 2).production(blue).emptyStaging().build(),
            table(SHOP, 2, 3).production(blue).build())) {
      RoutesAnswer answer = new RouterSteps(this).publish(table);

      assertThat(answer).isEqualTo(new RoutesAnswer.InForce(table.generation()));
      assertThat(new RouterSteps(this).inForce(SHOP)).contains(table);
    }
  }

  /** An app that the router was told nothing of has no table, and its host leads nowhere. */
  @Test
  @Core
  @DisplayName("S4.5 before anything is published nothing is in force")
  default void S4_5_nothingPublished_nothingIsInForce() {
    assertThat(new RouterSteps(this).inForce(SHOP)).isEmpty();
    assertThat(new RouterSteps(this).served(host(SHOP, PRODUCTION))).isEmpty();
  }

  /**
   * From the answer on, no request may reach an instance by the table before, on any host: what
   * left is about to be restarted.
   */
  @Test
  @Core
  @DisplayName("S4.5 a request that comes after the answer goes by the new table, on every host")
  default void S4_5_requestAfterTheAnswer_goesByTheNewTable() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    steps.publish(table(SHOP, 1, 1).production(blue).staging(green).build());
    steps.expect(SHOP, blue, green);

    steps.publish(table(SHOP, 1, 2).production(green).staging(blue).build());

    for (int i = 0; i < 10; i++) {
      steps.expect(SHOP, green, blue);
    }
  }

  /**
   * The routes of source and target are switched together. Who sees one host lead to its new
   * instance must not see the other lead to its old one afterwards.
   */
  @Test
  @Core
  @DisplayName("S4.5 all hosts of a table are switched in one step")
  default void S4_5_allHosts_switchInOneStep() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    steps.publish(table(SHOP, 1, 1).production(blue).staging(green).build());

    RoutingTable next = table(SHOP, 1, 2).production(green).staging(blue).build();
    CompletableFuture<RoutesAnswer> answer = begin(() -> router().publish(next, call(1)));

    waiting()
        .until(
            "the table is in force",
            () -> {
              boolean switched =
                  steps.served(host(SHOP, PRODUCTION)).equals(Optional.of(green.id()));
              Optional<InstanceId> staging = steps.served(host(SHOP, STAGING));
              boolean switchedToo = staging.equals(Optional.of(blue.id()));
              assertThat(switchedToo || !switched)
                  .as("production leads to its new instance, and staging still to its old one")
                  .isTrue();
              boolean production =
                  steps.served(host(SHOP, PRODUCTION)).equals(Optional.of(green.id()));
              assertThat(production || !switchedToo)
                  .as("staging leads to its new instance, and production still to its old one")
                  .isTrue();
              return answer.isDone();
            });
  }

  /**
   * While tables change, each request is given to an instance of a table that is in force between
   * its start and its end. None is dropped or refused, none goes by a table that was superseded
   * before it came.
   */
  @Test
  @Extended
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("S4.5 of requests that come while tables change none falls between two tables")
  default void S4_5_requestsWhileTablesChange_noneFallsBetween() {
    new SwitchUnderRequests(this).run();
  }

  /**
   * An instance that leaves the table keeps what it has been given, and finishes it; it is counted
   * as in flight until then, and drained afterwards.
   */
  @Test
  @Core
  @DisplayName("S4.5 a request admitted before the switch is finished by its instance")
  default void S4_5_requestBeforeTheSwitch_isFinishedByItsInstance() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    steps.publish(table(SHOP, 1, 1).production(blue).build());
    DataPlane.Visit early = dataPlane().visit(host(SHOP, PRODUCTION));
    assertThat(early.instance()).contains(blue.id());

    steps.publish(table(SHOP, 1, 2).production(dataPlane().instance("green")).build());

    assertThat(steps.inFlight(SHOP, "blue")).isEqualTo(1);
    early.finish();
    waiting().until("blue is drained", () -> steps.inFlight(SHOP, "blue") == 0);
  }

  /**
   * "In force" does not wait for the instances that left to be drained: a WebSocket may last for
   * hours. How far that is, the engine asks for by itself.
   */
  @Test
  @Core
  @DisplayName("S4.5 the answer does not wait for what is in flight")
  default void S4_5_answer_doesNotWaitForTheDrain() {
    RouterSteps steps = new RouterSteps(this);
    steps.publish(table(SHOP, 1, 1).production(dataPlane().instance("blue")).build());
    DataPlane.Visit held = dataPlane().visit(host(SHOP, PRODUCTION));
    RoutingTable next = table(SHOP, 1, 2).production(dataPlane().instance("green")).build();

    CompletableFuture<RoutesAnswer> answer =
        Answers.of(this).returnsAtOnce(() -> router().publish(next, call(1)));

    assertThat(Answers.of(this).get(answer)).isInstanceOf(RoutesAnswer.InForce.class);
    held.finish();
  }

  /** Counts are each instance's own: what is drained may be ended, so none may be missing. */
  @Test
  @Core
  @DisplayName("S4.5 what is in flight is counted for each instance")
  default void S4_5_inFlight_isCountedForEachInstance() {
    RouterSteps steps = new RouterSteps(this);
    steps.publish(
        table(SHOP, 1, 1)
            .production(dataPlane().instance("blue"))
            .staging(dataPlane().instance("green"))
            .build());
    List<DataPlane.Visit> held = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      held.add(dataPlane().visit(host(SHOP, PRODUCTION)));
    }
    held.add(dataPlane().visit(host(SHOP, STAGING)));

    assertThat(steps.inFlight(SHOP, "blue")).isEqualTo(3);
    assertThat(steps.inFlight(SHOP, "green")).isEqualTo(1);
    held.remove(0).finish();
    waiting().until("one is finished", () -> steps.inFlight(SHOP, "blue") == 2);
    held.forEach(DataPlane.Visit::finish);
    waiting().until("all are finished", () -> steps.inFlight(SHOP, "blue") == 0);
  }

  /** Whoever is asked for has a count, an instance that the router does not know has 0. */
  @Test
  @Core
  @DisplayName("S4.5 an instance that the router does not know has nothing in flight")
  default void S4_5_inFlight_ofUnknownInstances_isNone() {
    InstanceId unknown = InstanceId.of("unknown");

    assertThat(Answers.of(this).get(router().inFlight(OTHER, Set.of(unknown))))
        .containsExactlyEntriesOf(java.util.Map.of(unknown, 0));
    new RouterSteps(this)
        .publish(table(SHOP, 1, 1).production(dataPlane().instance("blue")).build());
    assertThat(Answers.of(this).get(router().inFlight(SHOP, Set.of(unknown))))
        .containsExactlyEntriesOf(java.util.Map.of(unknown, 0));
  }

  /** A host that is in the table no more leads nowhere: the slot is gone. */
  @Test
  @Core
  @DisplayName("S4.5 a host that has left the table leads nowhere")
  default void S4_5_hostThatLeftTheTable_leadsNowhere() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    steps.publish(table(SHOP, 1, 1).production(blue).staging(green).build());

    steps.publish(table(SHOP, 1, 2).production(blue).build());

    assertThat(steps.served(host(SHOP, STAGING))).isEmpty();
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
  }

  /** A slot without content, or without an instance, is never served by another slot's. */
  @Test
  @Core
  @DisplayName("S1.4 a slot without content or instances is served by nobody")
  default void S1_4_slotWithoutContent_isServedByNobody() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");

    steps.publish(table(SHOP, 1, 1).production(blue).emptyStaging().build());
    assertThat(steps.served(host(SHOP, STAGING))).isEmpty();

    steps.publish(table(SHOP, 1, 2).production().staging(blue).build());
    assertThat(steps.served(host(SHOP, PRODUCTION))).isEmpty();
    assertThat(steps.served(host(SHOP, STAGING))).contains(blue.id());
  }

  /** All instances of a route get requests, for which else are they there? */
  @Test
  @Core
  @DisplayName("S4.5 every instance of a route gets requests")
  default void S4_5_everyInstanceOfARoute_getsRequests() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    steps.publish(table(SHOP, 1, 1).production(blue, green).build());

    List<InstanceId> served = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      steps.served(host(SHOP, PRODUCTION)).ifPresent(served::add);
    }

    assertThat(served).hasSize(100).contains(blue.id(), green.id());
  }

  /** One app's table says nothing of another's: neither its routes nor its generation. */
  @Test
  @Core
  @DisplayName("S4.5 the tables of several apps are independent")
  default void S4_5_tablesOfSeveralApps_areIndependent() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    RoutingTable shop = table(SHOP, 7, 70).production(blue).build();
    steps.publish(shop);

    RoutingTable other = table(OTHER, 1, 1).production(green).build();
    assertThat(steps.publish(other)).isInstanceOf(RoutesAnswer.InForce.class);

    assertThat(steps.inForce(SHOP)).contains(shop);
    assertThat(steps.inForce(OTHER)).contains(other);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
    assertThat(steps.served(host(OTHER, PRODUCTION))).contains(green.id());
  }

  /** A table that would take another app's host is refused as a whole. */
  @Test
  @Extended
  @DisplayName("S1.3 a table with a host that is routed for another app is refused")
  default void S1_3_hostOfAnotherApp_isRefused() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    RoutingTable shop = table(SHOP, 1, 1).production(blue).build();
    steps.publish(shop);
    Route stolen =
        new Route(
            host(SHOP, PRODUCTION),
            STAGING,
            Optional.of(io.slots.app.ContentId.of("v1")),
            List.of(dataPlane().instance("green")),
            List.of());

    RoutingTable thief =
        table(OTHER, 1, 1).production(dataPlane().instance("red")).with(stolen).build();

    steps.expectRefused(thief, call(1));
    assertThat(steps.inForce(OTHER)).isEmpty();
    assertThat(steps.inForce(SHOP)).contains(shop);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
    assertThat(steps.served(host(OTHER, PRODUCTION))).isEmpty();
  }

  /** A table that comes late must not undo a newer one, nor any part of it. */
  @Test
  @Core
  @DisplayName("S4.5 a table of an older generation is refused and changes nothing")
  default void S4_5_olderGeneration_isRefused() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    RoutingTable present = table(SHOP, 2, 9).production(blue).staging(green).build();
    steps.publish(present);

    steps.expectRefused(table(SHOP, 2, 8).production(green).staging(blue).build(), call(2));

    assertThat(steps.inForce(SHOP)).contains(present);
    steps.expect(SHOP, blue, green);
  }

  /** Of two tables of one generation the router cannot know which one is meant. */
  @Test
  @Core
  @DisplayName("S4.5 another table of the same generation is refused and changes nothing")
  default void S4_5_anotherTableOfTheSameGeneration_isRefused() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    RoutingTable present = table(SHOP, 2, 9).production(blue).build();
    steps.publish(present);

    steps.expectRefused(
        table(SHOP, 2, 9).production(dataPlane().instance("green")).build(), call(2));

    assertThat(steps.inForce(SHOP)).contains(present);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
  }

  /** Answers are lost: the engine publishes the same again, and hears that it is in force. */
  @Test
  @Core
  @DisplayName("S9.5 the same table again is in force already")
  default void S9_5_sameTableAgain_isInForceAlready() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    RoutingTable table = table(SHOP, 2, 9).production(blue).build();
    CompletableFuture<RoutesAnswer> lost = begin(() -> router().publish(table, call(2)));

    RoutesAnswer again = Answers.of(this).get(begin(() -> router().publish(table, call(2, 2))));
    RoutesAnswer third = Answers.of(this).get(begin(() -> router().publish(table, call(2, 3))));

    assertThat(List.of(again, third)).containsOnly(new RoutesAnswer.InForce(table.generation()));
    assertThat(steps.inForce(SHOP)).contains(table);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
    assertThat(Answers.of(this).outcome(lost)).isNull();
  }

  /** Whatever the order in which calls arrive, the newest table is in force in the end. */
  @Test
  @Core
  @DisplayName("S9.5 of tables that are published together the newest is in force in the end")
  default void S9_5_tablesPublishedTogether_newestWins() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    List<Supplier<CompletionStage<RoutesAnswer>>> calls = new ArrayList<>();
    for (long number : new long[] {4, 1, 8, 3, 7, 2, 6, 5}) {
      RoutingTable table = table(SHOP, 1, number).production(blue).build();
      calls.add(() -> router().publish(table, call(1)));
    }

    for (CompletableFuture<RoutesAnswer> answer : Answers.of(this).together(calls)) {
      assertThat(Answers.of(this).outcome(answer)).isNull();
    }

    assertThat(steps.inForce(SHOP)).contains(table(SHOP, 1, 8).production(blue).build());
  }

  /** The fencing token comes first: an older one makes a table old, however high its number. */
  @Test
  @Core
  @DisplayName("S9.4 a table by an older token is refused, whatever its number")
  default void S9_4_tableByAnOlderToken_isRefused() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    RoutingTable present = table(SHOP, 5, 1).production(blue).build();
    steps.publish(present);

    steps.expectRefused(
        table(SHOP, 4, 99).production(dataPlane().instance("green")).build(), call(4));

    assertThat(steps.inForce(SHOP)).contains(present);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
    RoutingTable next = table(SHOP, 5, 2).production(blue).build();
    assertThat(steps.publish(next)).isInstanceOf(RoutesAnswer.InForce.class);
  }

  /**
   * After a take-over, whatever the former engine still sends comes too late, though the router has
   * no table of the new engine's yet. What is in force stays in force.
   */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 after fence a table with an older token is refused")
  default void S9_4_fence_olderTableIsRefusedAfterwards() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    RoutingTable present = table(SHOP, 5, 1).production(blue).build();
    steps.publish(present);

    Answers.of(this).get(beginAny(() -> router().fence(SHOP, call(7))));

    RoutingTable late = table(SHOP, 6, 2).production(dataPlane().instance("green")).build();
    if (unsupported().contains(Capability.FENCING)) {
      steps.publish(late);
      return;
    }
    steps.expectRefused(late, call(6));
    assertThat(steps.inForce(SHOP)).contains(present);
    assertThat(steps.served(host(SHOP, PRODUCTION))).contains(blue.id());
    steps.publish(table(SHOP, 7, 3).production(blue).build());
  }

  /** Another engine may have taken over since; who fences late must not believe that it may act. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 fence fails with an older token, and may be repeated with the same")
  default void S9_4_fence_withAnOlderToken_fails() {
    FenceChecks.olderFails(this, router());
  }

  /** Who has taken over may publish what it finds in force; whoever comes after that is late. */
  @Test
  @Core
  @Needs(Capability.FENCING)
  @DisplayName("S9.4 the token that comes with the table in force counts, too")
  default void S9_4_tableInForce_byAHigherToken_shutsOutLowerOnes() {
    RouterSteps steps = new RouterSteps(this);
    RoutingTable present = table(SHOP, 5, 1).production(dataPlane().instance("blue")).build();
    steps.publish(present);

    RoutesAnswer again = Answers.of(this).get(begin(() -> router().publish(present, call(7))));

    assertThat(again).isInstanceOf(RoutesAnswer.InForce.class);
    if (unsupported().contains(Capability.FENCING)) {
      steps.publish(present);
      return;
    }
    steps.expectRefused(present, call(6));
    steps.expectRefused(
        table(SHOP, 6, 2).production(dataPlane().instance("green")).build(), call(6));
    assertThat(steps.inForce(SHOP)).contains(present);
  }

  /** Tokens are counted for each app: one app's take-over must not stop another's engine. */
  @Test
  @Core
  @DisplayName("S9.4 fence is for one app")
  default void S9_4_fence_isForOneApp() {
    Answers.of(this).get(beginAny(() -> router().fence(SHOP, call(7))));

    new RouterSteps(this)
        .publish(table(OTHER, 1, 1).production(dataPlane().instance("blue")).build());
  }

  /** A share of all requests of production goes to the other slot's instances. */
  @Test
  @Extended
  @Needs(Capability.TRAFFIC_SHARES)
  @DisplayName("S7.1 a share of production's requests goes to its slot")
  default void S7_1_share_goesToItsSlot() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    Instance green = dataPlane().instance("green");
    RoutingTable all =
        table(SHOP, 1, 1).production(TrafficShare.of(STAGING, 100), blue).staging(green).build();
    if (unsupported().contains(Capability.TRAFFIC_SHARES)) {
      steps.expectRefused(all, call(1));
      assertThat(steps.inForce(SHOP)).isEmpty();
      return;
    }

    steps.publish(all);
    for (int i = 0; i < 20; i++) {
      steps.expect(SHOP, green, green);
    }
    steps.publish(
        table(SHOP, 1, 2).production(TrafficShare.of(STAGING, 0), blue).staging(green).build());
    for (int i = 0; i < 20; i++) {
      steps.expect(SHOP, blue, green);
    }
  }

  /** A caller is an engine's thread, which others need: the method itself waits for nothing. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    RoutingTable table = table(SHOP, 1, 1).production(dataPlane().instance("blue")).build();
    Answers answers = Answers.of(this);

    assertThat(answers.get(answers.whileInterrupted(() -> router().publish(table, call(1)))))
        .isInstanceOf(RoutesAnswer.InForce.class);
    assertThat(answers.get(answers.whileInterrupted(() -> router().inForce(SHOP)))).contains(table);
    Set<InstanceId> blue = Set.of(InstanceId.of("blue"));
    assertThat(answers.get(answers.whileInterrupted(() -> router().inFlight(SHOP, blue))))
        .hasSize(1);
  }

  /** Many apps are looked after at once: what is called together is not mixed up. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 calls for many apps at once are kept apart")
  default void P1_manyCallsAtOnce_areKeptApart() {
    RouterSteps steps = new RouterSteps(this);
    Instance blue = dataPlane().instance("blue");
    List<RoutingTable> tables = new ArrayList<>();
    List<Supplier<CompletionStage<RoutesAnswer>>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      RoutingTable table =
          table(io.slots.app.AppName.of("app-" + i), 1, 1).production(blue).build();
      tables.add(table);
      calls.add(() -> router().publish(table, call(1)));
    }

    Answers.of(this)
        .together(calls)
        .forEach(
            it -> assertThat(Answers.of(this).get(it)).isInstanceOf(RoutesAnswer.InForce.class));

    for (RoutingTable table : tables) {
      assertThat(steps.inForce(table.app())).contains(table);
      HostName host = host(table.app(), PRODUCTION);
      assertThat(steps.served(host)).contains(blue.id());
    }
  }
}
