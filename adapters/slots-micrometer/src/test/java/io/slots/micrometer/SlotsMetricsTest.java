package io.slots.micrometer;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.slots.app.InstanceId;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.StepTime;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.1: what is measured of operations. */
class SlotsMetricsTest {
  private final MeterRegistry registry = new SimpleMeterRegistry();

  private static long millis(Timer timer) {
    return Math.round(timer.totalTime(MILLISECONDS));
  }

  private double gauge(SlotsMeter meter) {
    return registry.get(meter.getName()).gauge().value();
  }

  private List<Double> gauges() {
    return Stream.of(SlotsMeter.values())
        .filter(it -> it.getType() == Meter.Type.GAUGE)
        .map(this::gauge)
        .toList();
  }

  @Test
  @DisplayName("S8.1 a swap: each step's time and its own are those that the engine took")
  void completedSwap_isTimedByTheEnginesClock() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.of(registry));

    EndedOperation report = Swaps.swap(kit);

    for (StepTime step : report.steps()) {
      Timer timer =
          registry
              .get("slots.step.duration")
              .tags("kind", "swap", "direction", "forward", "step", SlotsTag.text(step.step()))
              .timer();
      assertThat(timer.count()).isEqualTo(1);
      assertThat(millis(timer)).isEqualTo(step.took().toMillis());
    }
    Timer operation =
        registry
            .get("slots.operation.duration")
            .tags("kind", "swap", "ending", "completed")
            .timer();
    assertThat(operation.count()).isEqualTo(1);
    assertThat(millis(operation)).isEqualTo(report.took().toMillis()).isGreaterThan(2_000);
    assertThat(
            registry.get("slots.operations").tags("kind", "swap", "ending", "completed").counter())
        .satisfies(it -> assertThat(it.count()).isEqualTo(1));
    Timer restarts =
        registry.get("slots.effect.duration").tags("effect", "restart", "ok", "true").timer();
    assertThat(restarts.count()).isEqualTo(4);
    assertThat(millis(restarts)).isEqualTo(4_000);
    assertThat(gauges()).containsOnly(0.0);
  }

  @Test
  @DisplayName("S8.1 a revert: counted as such, with the steps that were undone")
  void revertedSwap_isCounted() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.of(registry));
    Swaps.failOneRestart(kit);

    EndedOperation report = Swaps.swap(kit);

    assertThat(report.ending()).isEqualTo(Ending.REVERTED);
    assertThat(registry.get("slots.operations").tags("ending", "reverted").counter().count())
        .isEqualTo(1);
    Timer undone =
        registry
            .get("slots.step.duration")
            .tags("step", "apply-settings", "direction", "back")
            .timer();
    StepTime undoing = report.steps().get(report.steps().size() - 1);
    assertThat(undoing.direction()).isEqualTo(Direction.BACK);
    assertThat(millis(undone)).isEqualTo(undoing.took().toMillis()).isGreaterThanOrEqualTo(1_000);
    assertThat(
            registry
                .get("slots.effect.duration")
                .tags("effect", "restart", "ok", "false")
                .timer()
                .count())
        .isEqualTo(1);
    assertThat(gauges()).containsOnly(0.0);
  }

  @Test
  @DisplayName("S8.1 S4.6 what is under way, and what is in flight while it drains, is gauged")
  void gauges_followASwap() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.of(registry));
    InstanceId busy = kit.router().instancesOf(SHOP, PRODUCTION).get(0);
    kit.router().inFlight(busy, 7);

    Swaps.begin(kit);
    kit.time().advance(Duration.ofMillis(500));
    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isEqualTo(1);
    assertThat(gauge(SlotsMeter.REQUESTS_DRAINING)).isZero();
    kit.time().advance(Duration.ofSeconds(2));
    assertThat(gauge(SlotsMeter.REQUESTS_DRAINING)).isEqualTo(7);
    kit.router().inFlight(busy, 3);
    kit.time().advance(Duration.ofMillis(100));
    assertThat(gauge(SlotsMeter.REQUESTS_DRAINING)).isEqualTo(3);
    kit.time().advance(Duration.ofMinutes(5));

    assertThat(gauges()).containsOnly(0.0);
  }

  @Test
  @DisplayName("S8.1 what an engine that is closed drove is under way here no more")
  void gauges_afterTheEngineWasClosed_areZero() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.of(registry));
    Swaps.begin(kit);
    kit.time().advance(Duration.ofMillis(500));
    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isEqualTo(1);

    kit.slots().close();
    kit.time().settle();

    assertThat(gauges()).containsOnly(0.0);
  }

  @Test
  @DisplayName("S8.1 S5.2 S6.2 S8.2 queued, paused and waiting operations are gauged")
  void gauges_followOtherEvents() {
    SlotsMetrics metrics = SlotsMetrics.of(registry);

    metrics.on(Swaps.queued("a"));
    assertThat(gauge(SlotsMeter.OPERATIONS_QUEUED)).isEqualTo(1);
    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isZero();
    metrics.on(Swaps.started("a"));
    assertThat(gauge(SlotsMeter.OPERATIONS_QUEUED)).isZero();
    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isEqualTo(1);

    metrics.on(Swaps.paused("a"));
    assertThat(gauge(SlotsMeter.OPERATIONS_PAUSED)).isEqualTo(1);
    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isEqualTo(1);
    metrics.on(Swaps.resumed("a"));
    assertThat(gauge(SlotsMeter.OPERATIONS_PAUSED)).isZero();

    metrics.on(Swaps.waiting("a", Optional.of(InstanceId.of("a-1"))));
    metrics.on(Swaps.waiting("a", Optional.of(InstanceId.of("a-2"))));
    metrics.on(Swaps.instanceEnded("a", "a-1"));
    assertThat(gauge(SlotsMeter.OPERATIONS_WAITING)).isEqualTo(1);
    metrics.on(Swaps.instanceEnded("a", "a-2"));
    assertThat(gauge(SlotsMeter.OPERATIONS_WAITING)).isZero();
    metrics.on(Swaps.waiting("a", Optional.empty()));
    assertThat(gauge(SlotsMeter.OPERATIONS_WAITING)).isEqualTo(1);
    metrics.on(Swaps.stepEnded("a"));
    assertThat(gauge(SlotsMeter.OPERATIONS_WAITING)).isZero();

    metrics.on(Swaps.queued("b"));
    metrics.on(Swaps.ended("b", Ending.REFUSED));
    metrics.on(Swaps.started("c"));
    metrics.on(Swaps.paused("c"));
    metrics.on(Swaps.lost("c"));
    metrics.on(Swaps.ended("a", Ending.COMPLETED_SOURCE_DEGRADED));
    assertThat(gauges()).containsOnly(0.0);
    assertThat(registry.find("slots.operations").counters())
        .extracting(it -> it.getId().getTag("ending"))
        .containsExactlyInAnyOrder("refused", "completed-source-degraded");
  }

  @Test
  @DisplayName("S8.1 what is remembered is bounded, though ends are missed")
  void missedEnds_areForgotten() {
    SlotsMetrics metrics = SlotsMetrics.of(registry);

    for (int i = 0; i < Ledger.MOST_OPERATIONS + 10; i++) {
      metrics.on(Swaps.started("op-" + i));
    }

    assertThat(gauge(SlotsMeter.OPERATIONS_ACTIVE)).isEqualTo(Ledger.MOST_OPERATIONS);
  }

  @Test
  @DisplayName("S8.1 each meter has the tags that are documented, and no other; none has the app")
  void meters_areAsDocumented() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.of(registry));
    Swaps.swap(kit);

    for (SlotsMeter meter : SlotsMeter.values()) {
      List<String> keys = Stream.of(meter.getKeyNames()).map(KeyName::asString).toList();
      assertThat(registry.find(meter.getName()).meters())
          .as(meter.getName())
          .isNotEmpty()
          .allSatisfy(
              it -> {
                assertThat(it.getId().getType()).isEqualTo(meter.getType());
                assertThat(it.getId().getDescription()).isEqualTo(meter.description());
                assertThat(it.getId().getTags())
                    .extracting(Tag::getKey)
                    .containsExactlyInAnyOrderElementsOf(keys);
              });
    }
    assertThat(registry.getMeters())
        .extracting(it -> it.getId().getName())
        .containsOnly(
            Stream.of(SlotsMeter.values()).map(SlotsMeter::getName).toArray(String[]::new));
  }

  @Test
  @DisplayName("S8.1 asked for, timers and counters have the app, and all have the given tags")
  void tags_areAdded() {
    SlotsMetrics metrics =
        SlotsMetrics.builder(registry).tags(Tags.of("engine", "blue")).tagApps().build();
    SlotsTestKit kit = Swaps.kit(metrics);
    Swaps.swap(kit);

    assertThat(registry.getMeters())
        .allSatisfy(it -> assertThat(it.getId().getTag("engine")).isEqualTo("blue"));
    assertThat(registry.getMeters())
        .filteredOn(it -> it.getId().getType() != Meter.Type.GAUGE)
        .allSatisfy(it -> assertThat(it.getId().getTag("app")).isEqualTo("shop"));
    assertThat(registry.getMeters())
        .filteredOn(it -> it.getId().getType() == Meter.Type.GAUGE)
        .allSatisfy(it -> assertThat(it.getId().getTag("app")).isNull());
  }

  @Test
  @DisplayName("S3.7 no meter shows a value")
  void secrets_areInNoMeter() {
    SlotsTestKit kit = Swaps.kit(SlotsMetrics.builder(registry).tagApps().build());
    Swaps.failOneRestart(kit);
    Swaps.swap(kit);
    Swaps.swap(kit);

    assertThat(((SimpleMeterRegistry) registry).getMetersAsString())
        .contains("slots.step.duration", "shop")
        .doesNotContain(Swaps.SECRET);
  }
}
