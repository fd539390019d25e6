package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutingTable;
import io.slots.operation.Direction;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.5: what a router may do to a swap. */
class RoutingFaultsTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private App before = kit.stagingAndProduction(2);

  @BeforeEach
  void makeSettingsSticky() {
    kit.slots().slots().configure(SHOP, PRODUCTION, sticky("production-db"));
    kit.slots().slots().configure(SHOP, STAGING, sticky("staging-db"));
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    before = kit.slots().apps().get(SHOP);
    kit.forgetCalls();
  }

  @Test
  @DisplayName("S4.5 a router that has lost its tables gets them again when it is asked for")
  void republish_afterTheRouterWasStartedAnew() {
    List<InstanceId> serving = kit.router().instancesOf(SHOP, PRODUCTION);
    kit.router().restart();
    kit.crashAndRestartEngine();
    assertThat(kit.router().table(SHOP)).isEmpty();

    assertThat(kit.slots().apps().republish(SHOP)).isEqualTo(before);

    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(serving).hasSize(2);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).hasSize(2);
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.5 a router that refuses turns the swap back")
  void publish_refused_reverts() {
    Running swap = untilUpdateRouting();
    kit.router().refuse("too many backends");
    kit.time().runUntil(() -> published() > 0);
    kit.time().settle();
    kit.time().advance(Duration.ofMillis(1));
    kit.router().accept();

    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("too many backends"));
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  @Test
  @DisplayName("S4.5 a router that switched and never says so is read, and the swap goes on")
  void publish_doneAndNeverAnswered_readsBackAndGoesOn() {
    kit.faults().on(RoutingFaultsTest::isPublish).hangAfter();

    assertThat(swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.5 a router that never switches is asked again, then superseded, then reverted")
  void publish_neverDone_isSupersededByANewerTableOfTheOldRoutes() {
    kit.faults().on(RoutingFaultsTest::isPublish).times(5).failBefore("connection lost");

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class,
            it ->
                assertThat(it.reason())
                    .contains(
                        "did not confirm the routes in 5 tries; last: connection lost, and "));
    List<RoutingTable> tables =
        kit.calls().stream()
            .map(call -> call.effect())
            .filter(PublishRoutes.class::isInstance)
            .map(effect -> ((PublishRoutes) effect).table())
            .toList();
    RoutingTable switched = tables.get(0);
    RoutingTable superseding = tables.get(5);
    assertThat(superseding.generation().isNewerThan(switched.generation())).isTrue();
    assertThat(superseding.routes())
        .isEqualTo(RoutingTable.of(before, switched.generation()).routes());
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  @Test
  @DisplayName("S4.5 a switch that comes late, after the swap was given up, changes nothing")
  void publish_doneLate_isRefusedAsOlder() {
    kit.faults().on(RoutingFaultsTest::isPublish).times(5).take(Duration.ofHours(1));

    assertThat(swap()).isInstanceOf(Outcome.Reverted.class);
    kit.time().advance(Duration.ofHours(2));

    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(ids(before, PRODUCTION));
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(ids(before, STAGING));
  }

  @Test
  @DisplayName(
      "S4.5 a swap whose router is dead keeps asking, and goes back when it is there again")
  void publish_deadRouter_goesBackWhenItIsThereAgain() {
    kit.faults()
        .on(it -> isPublish(it) || it instanceof ReadRoutes)
        .failBefore("connection refused");
    Running swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

    kit.time().advance(Duration.ofHours(5));
    var current = kit.slots().operations().current(SHOP).orElseThrow();
    assertThat(current.position().step()).isEqualTo(StepName.UPDATE_ROUTING);
    assertThat(current.position().direction()).isEqualTo(Direction.BACK);

    kit.faults().clear();
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.slots().apps().get(SHOP)).isEqualTo(before);
  }

  @Test
  @DisplayName("S4.6 if the old side cannot be withdrawn it is left as it is, and that is told")
  void withdrawal_neverConfirmed_leavesTheOldSideAlone() {
    List<InstanceId> old = ids(before, PRODUCTION);
    kit.faults().on(RoutingFaultsTest::isPublish).skip(1).failBefore("connection lost");

    Outcome outcome = swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactlyInAnyOrderElementsOf(old));
    assertThat(kit.calls())
        .noneMatch(call -> call.effect().instanceId().filter(old::contains).isPresent());
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(ids(before, STAGING));

    kit.faults().clear();
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(old);
    assertThat(kit.platform().running(old.get(0)).orElseThrow().settings().appSetting("DB"))
        .contains("staging-db");
  }

  private Running untilUpdateRouting() {
    Running swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time()
        .runUntil(
            () ->
                kit.slots().operations().current(SHOP).orElseThrow().position().step()
                    == StepName.UPDATE_ROUTING);
    return swap;
  }

  private long published() {
    return kit.calls().stream().filter(call -> isPublish(call.effect())).count();
  }

  private static boolean isPublish(Effect effect) {
    return effect instanceof PublishRoutes;
  }

  private Outcome swap() {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  private static List<InstanceId> ids(App app, io.slots.app.SlotName slot) {
    return app.slot(slot).deployed().orElseThrow().instances().stream().map(Instance::id).toList();
  }

  private static SettingsChange sticky(String value) {
    return SettingsChange.setSticky(Setting.of("DB", value));
  }
}
