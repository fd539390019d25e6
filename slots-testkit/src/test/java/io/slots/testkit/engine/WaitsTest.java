package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.BETA;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.operation.Wait;
import io.slots.operation.WarmUpPlan;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * S8.2: while an operation waits, it says for what, on whom, since when, until when, and what may
 * be done.
 */
class WaitsTest {
  private static final String CANCEL = "cancel it, if it is not to wait";
  private static final Duration RESTART = Duration.ofSeconds(230);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2);
  private final InstanceId one = shop.ids(STAGING).get(0);
  private final InstanceId two = shop.ids(STAGING).get(1);

  @Test
  @DisplayName("S8.2 for nothing, where nothing is under way")
  void nothing() {
    assertThat(waits()).isEmpty();
    shop.swap();
    assertThat(waits()).isEmpty();
  }

  @Test
  @DisplayName("S8.2 for restarts, on each instance")
  void restart() {
    kit.platform().restartTakes(Duration.ofMinutes(1));
    Instant began = kit.time().now();
    OperationId swap = shop.begin().id();

    kit.time().advance(Duration.ofSeconds(30));

    assertThat(waits())
        .containsExactlyInAnyOrder(
            wait(swap, one, "an answer to \"restart " + one + " as production\"", began),
            wait(swap, two, "an answer to \"restart " + two + " as production\"", began));
  }

  private static Wait wait(OperationId swap, InstanceId on, String what, Instant since) {
    return new Wait(swap, Optional.of(on), what, since, Optional.of(since.plus(RESTART)), CANCEL);
  }

  @Test
  @DisplayName("S8.2 for instances to be available, and how they answer meanwhile")
  void availability() {
    unreachable(two);
    OperationId swap = shop.begin().id();
    shop.until(StepName.AWAIT_INSTANCES);
    Instant began = kit.time().now();
    Instant since = began.plusMillis(10);

    for (int i = 0; i < 5; i++) {
      kit.time().advance(Duration.ofMillis(500));
      untilItPauses(two);
      assertThat(waits())
          .containsExactly(
              new Wait(
                  swap,
                  Optional.of(two),
                  two + " to be available: connection refused",
                  since,
                  Optional.of(began.plus(RESTART)),
                  CANCEL));
    }
  }

  private void untilItPauses(InstanceId instance) {
    kit.time()
        .runUntil(
            () ->
                waits().stream()
                    .filter(it -> it.instance().equals(Optional.of(instance)))
                    .anyMatch(it -> !it.what().startsWith("an answer to")));
  }

  private void unreachable(InstanceId instance) {
    kit.faults()
        .on(Shop.of(Probe.class, instance))
        .answer(new ProbeAnswer.Unreachable("connection refused"));
  }

  @Test
  @DisplayName("S8.2 for an answer to a warm-up request, and between two of them")
  void warmUp() {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    InstanceId slow = shop.ids(STAGING).get(0);
    kit.faults()
        .on(
            it ->
                it instanceof Probe probe
                    && probe.path().equals("/warm")
                    && probe.instance().id().equals(slow))
        .hang();
    OperationId swap = shop.begin().id();
    shop.until(StepName.WARM_UP);
    Instant began = kit.time().now();
    kit.time().advance(Duration.ofSeconds(5));

    assertThat(waits())
        .containsExactly(
            new Wait(
                swap,
                Optional.of(slow),
                "an answer to \"GET /warm on " + slow + "\"",
                began,
                Optional.of(began.plusSeconds(90)),
                CANCEL));

    kit.time().advance(Duration.ofSeconds(85));
    assertThat(waits())
        .containsExactly(
            new Wait(
                swap,
                Optional.of(slow),
                slow + " to answer GET /warm: no answer in 90 s",
                began.plusSeconds(90),
                Optional.of(began.plusSeconds(90).plusMillis(500)),
                CANCEL));
  }

  @Test
  @DisplayName("S8.2 for the router to confirm, until it looks again, and too late to cancel")
  void router() {
    kit.faults().on(Shop.of(PublishRoutes.class)).failBefore("503");
    kit.faults().on(Shop.of(ReadRoutes.class)).failBefore("503 again");
    OperationId swap = shop.begin().id();
    shop.until(StepName.UPDATE_ROUTING);
    Instant began = kit.time().now();
    kit.time().runUntil(() -> waits().stream().anyMatch(it -> it.what().contains("confirm")));

    assertThat(waits())
        .containsExactly(
            new Wait(
                swap,
                Optional.empty(),
                "the router to confirm the routes: 503 again",
                began.plusMillis(2),
                Optional.of(began.plusMillis(502)),
                "it is carried to its end; nothing needs to be done"));
  }

  @Test
  @DisplayName("S8.2 for requests in flight, since they began to finish, and until they are cut")
  void drain() {
    List<InstanceId> former = shop.ids(PRODUCTION);
    former.forEach(id -> kit.router().inFlight(id, 3));
    OperationId swap = shop.begin().id();
    shop.until(StepName.DRAIN_FORMER_TARGET);
    kit.time().runUntil(() -> waits().stream().anyMatch(it -> it.what().contains("finish")));
    Instant since = kit.time().now();
    Instant until = waits().get(0).until().orElseThrow();
    assertThat(Duration.between(since, until))
        .isBetween(Duration.ofMillis(29_900), Duration.ofSeconds(30));

    for (int left = 3; left > 0; left--) {
      int requests = left;
      former.forEach(id -> kit.router().inFlight(id, requests));
      String what = "requests in flight to finish: " + 2 * left + " in flight";
      kit.time().runUntil(() -> waits().stream().anyMatch(it -> it.what().equals(what)));
      assertThat(waits())
          .containsExactly(
              new Wait(
                  swap,
                  Optional.empty(),
                  what,
                  since,
                  Optional.of(until),
                  "it is carried to its end; nothing needs to be done"));
    }
  }

  @Test
  @DisplayName("S8.2 for what is being put back")
  void revert() {
    kit.faults().on(Shop.of(Restart.class, one)).times(1).failBefore("out of memory");
    OperationId swap = shop.begin().id();
    kit.time().runUntil(() -> shop.current().filter(Operation::isGoingBack).isPresent());
    kit.time().settle();

    assertThat(waits())
        .hasSize(2)
        .allSatisfy(
            it -> {
              assertThat(it.operation()).isEqualTo(swap);
              assertThat(it.what()).contains("as staging");
              assertThat(it.remedy()).isEqualTo("it is being reverted; nothing needs to be done");
            });
  }

  @Test
  @DisplayName("S8.2 for a decision, until it expires")
  void decision() {
    Running swap = shop.pending(it -> it.previewExpiry(Duration.ofHours(2)));
    Instant since = kit.time().now();
    kit.time().advance(Duration.ofHours(1));

    assertThat(waits())
        .containsExactly(
            new Wait(
                swap.id(),
                Optional.empty(),
                "a decision",
                since,
                Optional.of(since.plus(Duration.ofHours(2))),
                "complete or cancel it"));
    assertThat(waits().get(0).sentence())
        .isEqualTo(
            "waits for a decision since "
                + since
                + ", until "
                + since.plus(Duration.ofHours(2))
                + "; complete or cancel it");
  }

  @Test
  @DisplayName("S8.2 for another swap to end, once it is decided")
  void decided() {
    shop.withCanaryAndBeta();
    Running pending = shop.pending();
    Running other = kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY, BETA));
    Instant since = shop.paused().get(0).position().since();
    kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(waits())
        .filteredOn(it -> it.operation().equals(pending.id()))
        .containsExactly(
            new Wait(
                pending.id(),
                Optional.empty(),
                "\"swap canary into beta\" to end",
                since,
                Optional.empty(),
                "it is cancelled then; nothing needs to be done"));
    assertThat(waits()).anyMatch(it -> it.operation().equals(other.id()));
  }

  @Test
  @DisplayName("S8.2 for the store")
  void store() {
    kit.storeFaults().failWrite(1, FaultyStore.Fault.HANG);
    OperationId swap = shop.begin().id();
    kit.time().advance(Duration.ofSeconds(5));
    Instant since = kit.time().now().minusSeconds(4);

    assertThat(waits())
        .containsExactly(
            new Wait(
                swap,
                Optional.empty(),
                "the store",
                since,
                Optional.of(since.plusSeconds(30)),
                CANCEL));
    kit.time().advance(Duration.ofSeconds(30));
    assertThat(waits()).noneMatch(it -> it.what().equals("the store"));
  }

  @Test
  @DisplayName("S8.2 a wait is told once, however often it is looked at")
  void events_oncePerWait() {
    kit.events();
    unreachable(one);
    unreachable(two);
    Running swap = shop.begin();
    kit.time().advance(Duration.ofSeconds(100));
    kit.faults().clear();
    List<InstanceId> former = shop.ids(PRODUCTION);
    former.forEach(id -> kit.router().inFlight(id, 100));
    kit.time().runUntil(() -> !waits("requests").isEmpty());
    for (int left = 100; left >= 0; left--) {
      int requests = left;
      former.forEach(id -> kit.router().inFlight(id, requests));
      kit.time().advance(Duration.ofMillis(100));
    }

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    List<SlotsEvent.Waiting> told =
        kit.events().stream()
            .filter(it -> it.operation().equals(swap.id()))
            .filter(SlotsEvent.Waiting.class::isInstance)
            .map(SlotsEvent.Waiting.class::cast)
            .toList();
    assertThat(told)
        .extracting(SlotsEvent.Waiting::what)
        .containsExactlyInAnyOrder(
            one + " to be available", two + " to be available", "requests in flight to finish");
    assertThat(told)
        .filteredOn(it -> it.step() == StepName.AWAIT_INSTANCES)
        .extracting(it -> it.instance().orElseThrow())
        .containsExactlyInAnyOrder(one, two);
  }

  @Test
  @DisplayName("S8.2 a new wait is told anew")
  void events_newWait() {
    kit.events();
    kit.faults()
        .on(Shop.of(Probe.class, one))
        .times(3)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    kit.faults()
        .on(Shop.of(Probe.class, one))
        .skip(4)
        .times(2)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    shop.swap();

    assertThat(kit.events())
        .filteredOn(it -> it instanceof SlotsEvent.Waiting)
        .extracting(it -> ((SlotsEvent.Waiting) it).what())
        .containsExactly(one + " to be available", one + " to answer GET /");
  }

  private List<Wait> waits() {
    return kit.slots().operations().waits(SHOP);
  }

  private List<Wait> waits(String prefix) {
    return waits().stream().filter(it -> it.what().startsWith(prefix)).toList();
  }
}
