package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.app.InstanceId;
import io.slots.effect.CountInFlight;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S4.11: every limit of a request has its effect. */
class LimitsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private Shop shop = Shop.sticky(kit, 4);
  private InstanceId first = shop.ids(STAGING).get(0);

  @BeforeEach
  void allowOverlap() {
    kit.platform().allowOverlappingRestarts();
    first = shop.ids(STAGING).get(0);
  }

  @Test
  @DisplayName("S4.11 restart: how long an instance may take")
  void restart_isTheTimeThatARestartMayTake() {
    kit.faults().on(Shop.of(Restart.class, first)).times(1).take(Duration.ofSeconds(30));

    assertThat(shop.swap(limits -> limits.restart(Duration.ofSeconds(20))))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("no answer in 20 s"));
    kit.faults().on(Shop.of(Restart.class, first)).times(1).take(Duration.ofSeconds(30));
    assertThat(shop.swap(limits -> limits.restart(Duration.ofSeconds(40))))
        .isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 2_000})
  @DisplayName("S4.11 retryPause: how long between two tries")
  void retryPause_isBetweenTwoTries(int millis) {
    kit.faults()
        .on(Shop.of(Probe.class, first))
        .times(2)
        .answer(new ProbeAnswer.Unreachable("connection refused"));

    shop.swap(limits -> limits.retryPause(Duration.ofMillis(millis)));

    List<Instant> tries = times(Probe.class, first);
    assertThat(Duration.between(tries.get(0), tries.get(1)))
        .isEqualTo(Duration.ofMillis(millis + 10));
  }

  @Test
  @DisplayName("S4.11 warmUpRequest: how long one request may take, told to the probe and enforced")
  void warmUpRequest_isTheTimeOfOneRequest() {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.faults().on(it -> it instanceof Probe p && p.path().equals("/warm")).times(1).hang();

    Outcome outcome = shop.swap(limits -> limits.warmUpRequest(Duration.ofSeconds(7)));

    assertThat(outcome.report().attempts())
        .anySatisfy(
            it -> {
              assertThat(it.result()).isEqualTo("no answer in 7 s");
              assertThat(it.took()).isEqualTo(Duration.ofSeconds(7));
            });
    assertThat(shop.calls(Probe.class))
        .extracting(call -> ((Probe) call.effect()).timeout())
        .contains(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  @DisplayName("S4.11 timeoutsBeforeRestart, timeoutsBeforeFailure")
  void timeouts_beforeRestartAndFailure(int beforeRestart) {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.faults()
        .on(it -> Shop.of(Probe.class, first).test(it) && ((Probe) it).path().equals("/warm"))
        .answer(new ProbeAnswer.TimedOut());

    Outcome outcome =
        shop.swap(limits -> limits.timeoutsBeforeRestart(beforeRestart).timeoutsBeforeFailure(6));

    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    List<String> inWarmUp =
        outcome.report().attempts().stream()
            .filter(it -> it.step() == StepName.WARM_UP && it.instance().equals(first))
            .map(it -> it.what().startsWith("GET") ? "asked" : "restarted")
            .toList();
    assertThat(inWarmUp.indexOf("restarted")).isEqualTo(beforeRestart);
    assertThat(inWarmUp.stream().filter("asked"::equals)).hasSize(6);
  }

  @Test
  @DisplayName("S4.11 timeoutsBeforeFailure below timeoutsBeforeRestart: nobody is restarted")
  void timeouts_failureFirst_restartsNobody() {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.faults()
        .on(it -> it instanceof Probe p && p.path().equals("/warm"))
        .answer(new ProbeAnswer.TimedOut());

    Outcome outcome = shop.swap(limits -> limits.timeoutsBeforeFailure(2));

    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(outcome.report().attempts())
        .filteredOn(it -> it.step() == StepName.WARM_UP)
        .allSatisfy(it -> assertThat(it.what()).startsWith("GET"));
  }

  @Test
  @DisplayName("S4.11 warmUpStatuses: strict or not")
  void warmUpStatuses_strict() {
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(404));

    assertThat(shop.swap(limits -> limits.warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY)))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("status 404; accepted: 200 to 299"));
    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.11 routing and routingTries: how long, and how often, the router is asked")
  void routing_triesAndTime() {
    kit.faults().on(Shop.of(PublishRoutes.class)).times(2).hang();

    Outcome outcome = shop.swap(limits -> limits.routing(Duration.ofSeconds(4)).routingTries(2));

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("in 2 tries"));
    Instant asked = shop.calls(PublishRoutes.class).get(0).at();
    Instant read = shop.calls(ReadRoutes.class).get(0).at();
    assertThat(Duration.between(asked, read)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  @DisplayName("S4.11 drain and drainPause: how long requests in flight may take, how often asked")
  void drain_andPause() {
    shop.ids(PRODUCTION).forEach(id -> kit.router().inFlight(id, 1));

    Outcome outcome =
        shop.swap(limits -> limits.drain(Duration.ofSeconds(5)).drainPause(Duration.ofSeconds(1)));

    assertThat(Shop.took(outcome, StepName.DRAIN_FORMER_TARGET))
        .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5_100));
    assertThat(shop.calls(CountInFlight.class)).hasSize(5);
  }

  @Test
  @DisplayName("S4.11 overall: past it, before the switch, the swap is reverted")
  void overall_isUntilTheSwitch() {
    shop.ids(PRODUCTION).forEach(id -> kit.router().inFlight(id, 1));

    assertThat(shop.swap(limits -> limits.overall(Duration.ofSeconds(10))))
        .as("it is at 1 s when it switches, and drains for 30 s")
        .isInstanceOf(Outcome.Completed.class);
    assertThat(shop.swap(limits -> limits.overall(Duration.ofMillis(900))))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("not ready to switch within 900 ms"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 100})
  @DisplayName("S4.11 parallelism: on how many instances it works at once, to and fro")
  void parallelism_boundsConcurrentWork(int parallelism) {
    AtomicInteger most = new AtomicInteger();
    kit.invariant(() -> most.accumulateAndGet(down(), Math::max));

    Outcome outcome = shop.swap(limits -> limits.parallelism(parallelism));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(most.get()).isEqualTo(Math.min(parallelism, 4));
    kit.faults()
        .on(it -> it instanceof Probe)
        .times(8)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    kit.faults()
        .on(
            it ->
                it instanceof Restart restart
                    && restart.slot().equals(PRODUCTION)
                    && restart.instance().id().equals(shop.ids(STAGING).get(3)))
        .failBefore("planted");
    most.set(0);
    assertThat(shop.swap(limits -> limits.parallelism(parallelism)))
        .isInstanceOf(Outcome.Reverted.class);
    assertThat(most.get()).isEqualTo(Math.min(parallelism, 4));
  }

  @Test
  @DisplayName("S4.11 an instance that waits for its turn loses none of its own time by that")
  void parallelism_aLateTurn_hasItsWholeTime() {
    kit.faults()
        .on(it -> it instanceof Probe)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    shop.ids(STAGING)
        .forEach(
            id ->
                kit.faults()
                    .on(Shop.of(Probe.class, id))
                    .answer(new ProbeAnswer.Unreachable("starting")));
    Instant begun = kit.time().now();
    kit.watch(
        call -> {
          if (call.effect() instanceof Probe probe && kit.faults() != null) {
            // Each answers 15 s after it was asked first.
            List<Instant> asked = times(Probe.class, probe.instance().id());
            if (Duration.between(asked.get(0), kit.time().now()).compareTo(Duration.ofSeconds(15))
                >= 0) {
              kit.faults()
                  .on(Shop.of(Probe.class, probe.instance().id()))
                  .answer(new ProbeAnswer.Responded(200));
            }
          }
        });

    Outcome outcome = shop.swap(limits -> limits.parallelism(1).restart(Duration.ofSeconds(20)));

    assertThat(outcome.report().steps())
        .filteredOn(it -> it.step() == StepName.AWAIT_INSTANCES)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.direction()).isEqualTo(Direction.FORWARD);
              assertThat(it.took()).isGreaterThan(Duration.ofSeconds(60));
            });
    assertThat(kit.time().now()).isAfter(begun);
    assertThat(outcome.isDone()).isTrue();
  }

  @Test
  @DisplayName("S4.11 the engine's own limits hold wherever the request names no other")
  void limits_ofTheEngine() {
    SlotsTestKit hasty =
        SlotsTestKit.create(
            builder ->
                builder.limits(
                    Limits.builder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build()));
    Shop other = Shop.sticky(hasty, 1);
    hasty.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(404));

    assertThat(other.swap()).isInstanceOf(Outcome.Reverted.class);
    assertThat(other.swap(limits -> limits.parallelism(1))).isInstanceOf(Outcome.Reverted.class);
    assertThat(other.swap(limits -> limits.warmUpStatuses(WarmUpStatuses.AS_SETTINGS_SAY)))
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.11 a limit out of its range is refused before anything is called or written")
  void limit_outOfRange_isRefused() {
    var record = kit.time().await(kit.store().find(SHOP));

    assertThatThrownBy(() -> shop.swap(limits -> limits.parallelism(0)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S4.11")
        .hasMessageContaining("parallelism")
        .hasMessageContaining("0")
        .hasMessageContaining("1 or more");
    assertThat(kit.calls()).isEmpty();
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);
  }

  private int down() {
    return (int) kit.platform().running().keySet().stream().filter(kit.platform()::isDown).count();
  }

  private List<Instant> times(Class<? extends io.slots.effect.Effect> type, InstanceId instance) {
    return shop.calls(type).stream()
        .filter(call -> call.effect().instanceId().filter(instance::equals).isPresent())
        .map(RecordedCall::at)
        .toList();
  }
}
