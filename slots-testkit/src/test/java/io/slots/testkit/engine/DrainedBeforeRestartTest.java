package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.effect.CountInFlight;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * S4.5: what an instance was given before it left a host's route is finished before it is
 * restarted, also where the swap that took it out did not wait. Found by the simulator, each of
 * them.
 */
class DrainedBeforeRestartTest {
  private static final Duration DRAIN = Limits.defaults().drain();

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();
  private final List<InstanceId> former = shop.ids(PRODUCTION);

  private void swapIn(Duration keepWarm) {
    Outcome outcome =
        kit.slots()
            .swaps()
            .swap(
                SwapRequest.builder()
                    .app(SHOP)
                    .source(STAGING)
                    .limits(Limits.builder().keepWarm(keepWarm).build())
                    .build())
            .await();
    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    kit.forgetCalls();
  }

  private boolean isRestarted(InstanceId id) {
    return kit.calls().stream()
        .anyMatch(
            it -> it.effect() instanceof Restart restart && restart.instance().id().equals(id));
  }

  private void assertRestartWaitsFor(InstanceId busy) {
    kit.time().advance(DRAIN.dividedBy(2));
    assertThat(isRestarted(busy)).as("while a request is in flight").isFalse();
    assertThat(kit.router().route(SHOP, STAGING).orElseThrow().instances()).isEmpty();

    kit.router().inFlight(busy, 0);
    kit.time().advance(Duration.ofSeconds(1));

    assertThat(isRestarted(busy)).isTrue();
  }

  @Test
  @DisplayName("S4.9 what is kept warm is drained before another swap restarts it")
  void keptWarm_isDrainedBeforeAnotherSwap() {
    swapIn(Duration.ofMinutes(10));
    kit.router().inFlight(former.get(0), 1);

    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING, CANARY));

    assertRestartWaitsFor(former.get(0));
  }

  @Test
  @DisplayName("S7.1 what has lost its share is drained before a swap restarts it")
  void lostShare_isDrainedBeforeASwap() {
    InstanceId sharing = shop.ids(STAGING).get(0);
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 20)));
    kit.router().inFlight(sharing, 1);
    kit.slots().slots().route(SHOP, List.of());
    kit.forgetCalls();

    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

    assertRestartWaitsFor(sharing);
  }

  @Test
  @DisplayName("S4.6 once drained, it is not drained again")
  void drainedOnce_isNotDrainedAgain() {
    shop.swap(limits -> limits);
    kit.forgetCalls();

    assertThat(shop.swap(limits -> limits)).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.calls())
        .filteredOn(it -> it.effect() instanceof CountInFlight)
        .as("the former target alone")
        .allMatch(it -> it.at().isAfter(switched()));
  }

  private java.time.Instant switched() {
    return kit.calls().stream()
        .filter(it -> it.effect() instanceof io.slots.effect.PublishRoutes)
        .findFirst()
        .orElseThrow()
        .at();
  }

  @Test
  @DisplayName("S4.6 a clock that is set forward ends no drain")
  void clockSetForward_endsNoDrain() {
    kit.router().inFlight(former.get(0), 1);
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    shop.until(StepName.DRAIN_FORMER_TARGET);
    kit.time().advance(Duration.ofSeconds(1));

    kit.time().setClock(Duration.ofMinutes(5));
    kit.time().advance(DRAIN.dividedBy(2));

    assertThat(isRestarted(former.get(0))).isFalse();
    kit.time().advance(DRAIN);
    assertThat(isRestarted(former.get(0))).as("when its time is over").isTrue();
  }

  @Test
  @DisplayName("S4.2 a clock that is set forward fails no restart")
  void clockSetForward_failsNoRestart() {
    kit.platform().restartTakes(Duration.ofMinutes(2));
    var swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofMinutes(1));

    kit.time().setClock(Duration.ofMinutes(10));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.2 a clock that is set forward ends nobody's time to become available")
  void clockSetForward_endsNoWaitForAvailability() {
    kit.faults()
        .on(Probe.class::isInstance)
        .times(20)
        .answer(new ProbeAnswer.Unreachable("not up yet"));
    var swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    shop.until(StepName.AWAIT_INSTANCES);
    kit.time().advance(Duration.ofSeconds(1));

    kit.time().setClock(Duration.ofMinutes(10));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S9.3 what a dead engine may have put back into the routes is taken out again first")
  void takenOver_takesOutWhatItRestartsAgain() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 20)));
    kit.storeFaults().failNone();
    kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().runUntil(() -> isPutBack(STAGING) && at(StepName.REPEAT_FOR_SOURCE));
    kit.forgetCalls();

    kit.crashAndRestartEngine();
    kit.time().advance(Duration.ofMinutes(5));

    List<String> order =
        kit.calls().stream()
            .map(it -> it.effect().getClass().getSimpleName())
            .filter(it -> !it.equals("Probe"))
            .toList();
    assertThat(order.indexOf("PublishRoutes")).isLessThan(order.indexOf("Restart"));
    assertThat(order.indexOf("CountInFlight")).isBetween(0, order.indexOf("Restart"));
    assertThat(shop.swaps()).isNotEmpty();
  }

  private boolean isPutBack(SlotName slot) {
    return kit.router().instancesOf(SHOP, slot).equals(former);
  }

  private boolean at(StepName step) {
    return shop.current().filter(it -> it.position().step() == step).isPresent();
  }

  @Test
  @DisplayName("S4.4 one that does not answer its warm-up is restarted when it had time to finish")
  void silentInRollback_isDrainedBeforeItsRestart() {
    swapIn(Duration.ofMinutes(10));
    InstanceId silent = former.get(0);
    kit.router().inFlight(silent, 1);
    kit.faults()
        .on(it -> Shop.of(Probe.class, silent).test(it))
        .skip(1)
        .times(3)
        .answer(new ProbeAnswer.TimedOut());

    Running rollback = kit.slots().swaps().rollback(SHOP, shop.swaps().get(0).id());
    kit.time().advance(DRAIN.dividedBy(2));
    assertThat(isRestarted(silent)).isFalse();
    kit.router().inFlight(silent, 0);

    assertThat(rollback.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(isRestarted(silent)).isTrue();
  }
}
