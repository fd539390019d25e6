package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2: a swap with preview that is completed goes on where it paused. */
class CompletedPreviewTest {
  private SlotsTestKit kit = SlotsTestKit.create();
  private Shop shop = Shop.varied(kit, 2);
  private App before = shop.app();

  @BeforeEach
  void setUp() {
    kit = SlotsTestKit.create();
    shop = Shop.varied(kit, 2);
    before = shop.app();
  }

  @TestFactory
  @DisplayName("S5.2 completed, by either slot's name, it goes on without another restart")
  Stream<DynamicTest> complete_goesOn() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();
          List<InstanceId> incoming = shop.ids(STAGING);

          Running completed = kit.slots().swaps().complete(SHOP, slot);

          assertThat(completed.id()).isEqualTo(swap.id());
          assertThat(completed.await()).isInstanceOf(Outcome.Completed.class);
          assertThat(swap.await()).isEqualTo(completed.await());
          assertThat(steps(swap.await()))
              .containsExactly(
                  StepName.APPLY_SETTINGS,
                  StepName.AWAIT_INSTANCES,
                  StepName.AWAIT_DECISION,
                  StepName.RECHECK_INSTANCES,
                  StepName.WARM_UP,
                  StepName.UPDATE_ROUTING,
                  StepName.DRAIN_FORMER_TARGET,
                  StepName.REPEAT_FOR_SOURCE);
          assertThat(shop.calls(Restart.class))
              .isNotEmpty()
              .noneMatch(it -> incoming.contains(it.effect().instanceId().orElseThrow()));
          assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(incoming);
        });
  }

  @Test
  @DisplayName("S3.4 completed, it ends with the settings of any swap")
  void complete_settings() {
    shop.pending();

    kit.slots().swaps().complete(SHOP, STAGING).await();

    Map<String, String> production = appSettings(shop.app().production().settings());
    Map<String, String> staging = appSettings(shop.app().slot(STAGING).settings());
    assertThat(production)
        .isEqualTo(
            Map.of(
                "DB", "production-db",
                "STICKY_OF_production", "sticky",
                "COLOR", "of-staging",
                "FREE_OF_staging", "free"));
    assertThat(staging)
        .isEqualTo(
            Map.of(
                "DB", "staging-db",
                "STICKY_OF_staging", "sticky",
                "COLOR", "of-production",
                "FREE_OF_production", "free"));
    for (SlotName slot : List.of(PRODUCTION, STAGING)) {
      for (InstanceId id : shop.ids(slot)) {
        assertThat(kit.platform().running(id).orElseThrow().settings())
            .isEqualTo(shop.app().slot(slot).settings());
      }
    }
  }

  @Test
  @DisplayName("S5.2 completed, it asks every instance again before anything else")
  void complete_rechecksEveryInstance() {
    shop.pending();
    List<InstanceId> incoming = shop.ids(STAGING);

    kit.slots().swaps().complete(SHOP, STAGING);
    shop.until(StepName.WARM_UP);

    List<RecordedCall> rechecks = kit.calls().subList(0, 2);
    assertThat(rechecks).allMatch(it -> it.effect() instanceof Probe);
    assertThat(rechecks)
        .extracting(it -> it.effect().instanceId().orElseThrow())
        .containsExactlyInAnyOrderElementsOf(incoming);
  }

  @Test
  @DisplayName("S4.5 wherever the restarts move the instances, the routes lead to them")
  void complete_whereRestartsMove() {
    kit.platform().restartsMove();
    shop.pending();

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    shop.assertRoutesLeadToInstances();
  }

  @Test
  @DisplayName("S5.2 an instance that went bad in a long pause reverts it, exactly")
  void complete_instanceWentBad_isReverted() {
    shop.pending();
    kit.time().advance(Duration.ofDays(5));
    InstanceId bad = shop.ids(STAGING).get(1);
    kit.platform().kill(bad);

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains(bad + " was not available within 230 s"));
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName("S4.11 the overall limit counts anew from the completion")
  void complete_overallLimitCountsAnew() {
    kit.platform().restartTakes(Duration.ofMinutes(3));
    shop.pending(it -> it.overall(Duration.ofMinutes(4)));
    kit.time().advance(Duration.ofDays(3));
    kit.faults().on(Shop.of(Probe.class)).times(2).take(Duration.ofSeconds(80));

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.11 a swap that is not ready to switch in time after its completion is reverted")
  void complete_overallLimitReached_isReverted() {
    shop.pending(it -> it.overall(Duration.ofMinutes(2)));
    kit.time().advance(Duration.ofDays(3));
    kit.platform().kill(shop.ids(STAGING).get(0));
    var completed = kit.time().now();

    Outcome outcome = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it -> assertThat(it.reason()).contains("not ready to switch within 2 min"));
    assertThat(Duration.between(completed, outcome.report().endedAt()))
        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(125));
    shop.assertPutBack(before);
  }

  @TestFactory
  @DisplayName("S5.2 completed twice, meanwhile or afterwards, it is the same operation")
  Stream<DynamicTest> complete_again_isTheSameOperation() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();
          Running first = kit.slots().swaps().complete(SHOP, STAGING);
          Running meanwhile = kit.slots().swaps().complete(SHOP, slot);
          shop.until(StepName.WARM_UP);
          Running later = kit.slots().swaps().complete(SHOP, slot);
          Outcome outcome = first.await();
          Running afterwards = kit.slots().swaps().complete(SHOP, slot);

          assertThat(Stream.of(first, meanwhile, later, afterwards).map(Running::id))
              .containsOnly(swap.id());
          assertThat(outcome).isInstanceOf(Outcome.Completed.class);
          assertThat(Stream.of(meanwhile, later, afterwards).map(Running::await))
              .containsOnly(outcome);
          assertThat(shop.swaps()).hasSize(1);
        });
  }

  @Test
  @DisplayName("S5.2 completed again while it is being reverted, it is the same operation")
  void complete_again_whileItIsReverted() {
    Running swap = shop.pending();
    kit.platform().kill(shop.ids(STAGING).get(0));
    kit.slots().swaps().complete(SHOP, STAGING);
    kit.time().runUntil(() -> shop.current().filter(it -> it.isGoingBack()).isPresent());

    assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
  }

  @Test
  @DisplayName("S5.2 with nothing pending, nothing can be completed")
  void complete_nothingPending_isRefused() {
    assertNothingToComplete();

    shop.swap();
    assertNothingToComplete();

    shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    assertNothingToComplete();
    kit.time().runUntil(() -> shop.current().isEmpty());
    assertNothingToComplete();
  }

  @Test
  @DisplayName("S5.2 a swap that is still being prepared cannot be completed yet")
  void complete_beforeThePause_isRefused() {
    Running swap = shop.prepare();
    shop.until(StepName.AWAIT_INSTANCES);

    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining(swap.id().value())
        .hasMessageContaining("await instances");

    assertThat(swap.awaitPause()).isTrue();
  }

  private void assertNothingToComplete() {
    App app = shop.app();
    for (SlotName slot : List.of(STAGING, PRODUCTION)) {
      assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, slot))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("S5.2")
          .hasMessageContaining("pending");
    }
    assertThat(shop.app()).isEqualTo(app);
  }

  @Test
  @DisplayName(
      "S4.3, S4.4 what is warmed up after the pause are all the paths, by the settings then")
  void complete_warmsUp() {
    shop.set(STAGING, WarmUpPlan.PING_PATH, "/warm");
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    shop.pending();

    kit.slots().swaps().complete(SHOP, STAGING).await();

    for (InstanceId id : shop.ids(PRODUCTION)) {
      assertThat(kit.platform().answeredSinceStart(id)).contains("/warm");
    }
  }

  private Stream<DynamicTest> eachSlot(Consumer<SlotName> test) {
    return Stream.of(STAGING, PRODUCTION)
        .map(
            slot ->
                dynamicTest(
                    slot.toString(),
                    () -> {
                      setUp();
                      test.accept(slot);
                    }));
  }

  private static Map<String, String> appSettings(Settings settings) {
    return settings.all().stream()
        .collect(Collectors.toMap(it -> it.name().spelling(), it -> it.value()));
  }

  private static List<StepName> steps(Outcome outcome) {
    return outcome.report().steps().stream().map(StepTime::step).toList();
  }
}
