package io.slots.kubernetes.swap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.kubernetes.swap.Rig.SHOP;
import static io.slots.kubernetes.swap.Rig.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.route.Front;
import io.slots.kubernetes.server.ApiCall;
import io.slots.kubernetes.server.ApiServer;
import io.slots.kubernetes.server.Fault;
import io.slots.operation.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A swap while the cluster gives trouble. */
@Tag("long")
final class TroubleTest {
  private static void expectSwapped(Rig rig, Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(rig.served(PRODUCTION)).contains("v2");
    assertThat(rig.served(STAGING)).contains("v1");
  }

  /** Somebody else has written the object first: it is read again, and what held before holds. */
  @Test
  void conflicts_areReadAgain() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      Set<String> met = ConcurrentHashMap.newKeySet();
      rig.server.faults(
          call ->
              call.verb().equals("PUT") && met.add(call.toString()) ? Fault.refused(409) : null);

      expectSwapped(rig, rig.swap());

      assertThat(met).hasSizeGreaterThan(4);
    }
  }

  /** The client tries again, as its configuration says; a write whose answer was lost is found. */
  @ParameterizedTest
  @ValueSource(ints = {429, 500})
  void everyFifthRequestIsAnsweredByAnError_clientRetries(int status) {
    try (Rig rig = new Rig(6, Front.ingress("fake")).withTwoSlots()) {
      AtomicInteger number = new AtomicInteger();
      rig.server.faults(
          call -> {
            boolean done = status == 500 && number.get() % 2 == 0;
            return number.incrementAndGet() % 5 == 0 && !call.verb().equals("WATCH")
                ? new Fault(status, done, Duration.ZERO)
                : null;
          });

      expectSwapped(rig, rig.swap());
    }
  }

  /** Nothing tries again but the engine: what cannot be done before the switch is put back. */
  @Test
  void workloadsCannotBeWritten_reverts() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      AtomicInteger refused = new AtomicInteger();
      rig.server.faults(
          call ->
              call.verb().equals("PUT")
                      && call.kind().equals("deployments")
                      && refused.incrementAndGet() <= 2
                  ? Fault.refused(500)
                  : null);

      Outcome outcome = rig.swap();

      assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
      rig.server.faults(call -> null);
      assertThat(rig.served(PRODUCTION)).contains("v1");
      assertThat(rig.served(STAGING)).contains("v2");
    }
  }

  /** A watch only wakes: whoever waits looks by himself, too. */
  @Test
  void watchesAreCutAgainAndAgain_isNoticedByNobody() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      rig.server.faults(
          call -> {
            if (call.isWrite()) {
              rig.server.cutWatches();
            }
            return call.verb().equals("WATCH") ? Fault.refused(500) : null;
          });

      expectSwapped(rig, rig.swap());
    }
  }

  @Test
  void answersAreLate_takesLonger() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      rig.server.faults(
          call -> call.verb().equals("WATCH") ? null : Fault.late(Duration.ofMillis(40)));

      expectSwapped(rig, rig.swap());
    }
  }

  /** The deadline for progress passes, and production has never been touched. */
  @Test
  void podNeverBecomesReady_revertsAndSaysWhy() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      rig.rest
          .kubelet()
          .hold(
              environment ->
                  "v2".equals(environment.get("SLOTS_CONTENT_VERSION"))
                      && "orders".equals(environment.get("DATABASE")));

      Outcome outcome = rig.swap();

      assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
      assertThat(((Outcome.Reverted) outcome).reason()).contains("no progress within its deadline");
      assertThat(rig.served(PRODUCTION)).contains("v1");
      assertThat(rig.served(STAGING)).contains("v2");
    }
  }

  /** Read back, and put right. */
  @Test
  void somebodyEditsTheIngress_isPutRight() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      var ingress = rig.aside.resources(Ingress.class).inNamespace(ApiServer.NAMESPACE);
      var unused =
          ingress
              .withName("slots-shop")
              .edit(
                  it -> {
                    it.getMetadata().getAnnotations().put("theirs", "stays");
                    it.getSpec().getRules().get(0).setHost("elsewhere.example");
                    return it;
                  });
      assertThat(rig.served(PRODUCTION)).isEmpty();

      Optional<RoutingTable> inForce = rig.router.inForce(SHOP).toCompletableFuture().join();

      assertThat(inForce).isPresent();
      assertThat(rig.served(PRODUCTION)).contains("v1");
      assertThat(ingress.withName("slots-shop").get().getMetadata().getAnnotations())
          .containsEntry("theirs", "stays");
    }
  }

  /** In the middle of a swap: with the next write it is as it is to be. */
  @Test
  void somebodyEditsTheServiceInTheMiddle_swapEndsRight() {
    try (Rig rig = new Rig(0, Front.services()).withTwoSlots()) {
      AtomicInteger switches = new AtomicInteger();
      rig.server.faults(
          call -> {
            if (isSwitch(call) && switches.incrementAndGet() == 2) {
              // Not on this thread: it is the server's.
              var unused = CompletableFuture.runAsync(() -> editByHand(rig));
            }
            return null;
          });

      assertThat(rig.swap()).isInstanceOf(Outcome.Completed.class);

      var selector =
          rig.aside
              .services()
              .inNamespace(ApiServer.NAMESPACE)
              .withName("shop")
              .get()
              .getSpec()
              .getSelector();
      assertThat(selector).doesNotContainKey("app").hasSize(1);
    }
  }

  private static void editByHand(Rig rig) {
    var unused =
        rig.aside
            .services()
            .inNamespace(ApiServer.NAMESPACE)
            .withName("shop")
            .edit(
                it -> {
                  it.getSpec().setSelector(java.util.Map.of("app", "by-hand"));
                  return it;
                });
  }

  private static boolean isSwitch(ApiCall call) {
    return call.verb().equals("PATCH") && call.kind().equals("services");
  }

  /** A node goes down; nobody has asked for anything. */
  @Test
  void clusterReplacesAPod_isRoutedAgain() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      rig.aside.pods().inNamespace(ApiServer.NAMESPACE).list().getItems().stream()
          .filter(
              it ->
                  "v1".equals(it.getMetadata().getAnnotations().get("slots.io/content-version"))
                      || "v1".equals(it.getMetadata().getLabels().get("slots.io/content")))
          .forEach(
              it -> {
                var unused =
                    rig.aside.pods().inNamespace(ApiServer.NAMESPACE).resource(it).delete();
              });

      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> rig.served(PRODUCTION).filter("v1"::equals).isPresent());
    }
  }
}
