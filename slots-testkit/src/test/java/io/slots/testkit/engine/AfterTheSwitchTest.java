package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Slots;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.ResetKeys;
import io.slots.effect.Restart;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.6, S4.10: from the switch on, the swap is carried to its end, whatever fails. */
class AfterTheSwitchTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);
  private final List<InstanceId> old = shop.ids(PRODUCTION);
  private final List<InstanceId> promoted = shop.ids(STAGING);

  @Test
  @DisplayName("S4.10 keys that cannot be reset are told, and the rest of the swap is done")
  void keys_cannotBeReset_theRestIsDone() {
    shop.set(STAGING, "AzureWebJobsSecretStorageType", "files");
    kit.faults().on(Shop.of(ResetKeys.class)).failBefore("no such volume");

    Outcome outcome = shop.swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> {
              assertThat(it.reason()).contains("function keys").contains("no such volume");
              assertThat(it.degraded()).isEmpty();
            });
    assertOldSideIsInOrder();
  }

  @Test
  @DisplayName("S4.10 without anybody who resets keys, nobody promises to")
  void keys_nobodyResetsThem_areNotReset() {
    Slots slots =
        Slots.builder()
            .scheduler(kit.time())
            .restarter(kit.platform())
            .provisioner(kit.platform())
            .probe(kit.platform())
            .router(kit.router())
            .build();
    App keyless = App.of(io.slots.app.AppName.of("keyless"), Plan.premium(1));
    slots.apps().create(keyless);
    slots.slots().create(keyless.name(), STAGING);
    slots
        .slots()
        .configure(
            keyless.name(),
            STAGING,
            SettingsChange.set(Setting.of("AzureWebJobsSecretStorageType", "files")));
    slots.slots().deploy(keyless.name(), STAGING, Content.of("v1")).await();
    SwapRequest request = SwapRequest.of(keyless.name(), STAGING);

    assertThat(slots.swaps().preview(request).steps())
        .extracting(PlannedStep::step)
        .doesNotContain(StepName.RESET_KEYS);
    assertThat(slots.swaps().swap(request).await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.6 a router that cannot count holds nobody past the drain deadline")
  void count_fails_goesOnAtTheDeadline() {
    kit.faults().on(Shop.of(CountInFlight.class)).failBefore("not supported");

    Outcome outcome = shop.swap(limits -> limits.drain(Duration.ofSeconds(10)));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Shop.took(outcome, StepName.DRAIN_FORMER_TARGET))
        .isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_500));
    assertOldSideIsInOrder();
  }

  @Test
  @DisplayName("S4.6 nor does one that does not answer")
  void count_hangs_goesOnAtTheDeadline() {
    kit.faults().on(Shop.of(CountInFlight.class)).skip(1).hang();
    promoted.forEach(id -> kit.router().inFlight(id, 7));
    old.forEach(id -> kit.router().inFlight(id, 1));

    Outcome outcome = shop.swap(limits -> limits.drain(Duration.ofSeconds(10)));

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(Shop.took(outcome, StepName.DRAIN_FORMER_TARGET))
        .isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_500));
  }

  @Test
  @DisplayName("S4.6 instances that no route leads to in the end are named, and can be repaired")
  void lastRoutes_neverConfirmed_namesTheInstances() {
    kit.platform().restartsMove();
    kit.faults().on(Shop.of(PublishRoutes.class)).skip(3).failBefore("connection lost");

    Outcome outcome = shop.swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactlyInAnyOrderElementsOf(old));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(promoted);
    kit.faults().clear();
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertOldSideIsInOrder();
  }

  @Test
  @DisplayName("S4.6 an instance that does not come back and a router that is away are both told")
  void restartAndRoutes_bothFail_bothAreTold() {
    kit.platform().restartsMove();
    kit.faults().on(Shop.of(PublishRoutes.class)).skip(3).failBefore("connection lost");
    kit.faults().on(Shop.of(Restart.class, old.get(0))).failBefore("disk full");

    Outcome outcome = shop.swap();

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it ->
                assertThat(it.reason())
                    .contains("disk full")
                    .contains(old.get(0).value())
                    .contains("did not confirm the routes"));
    assertThat(shop.app().slot(STAGING).deployed().orElseThrow().readyInstances()).isEmpty();
  }

  @Test
  @DisplayName("S4.6 a repair whose routes are not confirmed leaves its instances to be repaired")
  void repair_routesNeverConfirmed_canBeRepeated() {
    kit.faults().on(Shop.of(Restart.class, old.get(0))).failBefore("disk full");
    assertThat(shop.swap()).isInstanceOf(Outcome.CompletedSourceDegraded.class);
    kit.faults().clear();
    kit.faults().on(Shop.of(PublishRoutes.class)).times(5).failBefore("connection lost");

    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(old.get(0)));
    assertThat(kit.slots().slots().repair(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertOldSideIsInOrder();
  }

  @Test
  @DisplayName("S4.5 a repair first takes out of the routes whom an earlier one may have put there")
  void repair_routesInForceUnnoticed_restartsNobodyWhoServes() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 30)));
    kit.faults().on(Shop.of(Restart.class, old.get(0))).failBefore("disk full");
    assertThat(shop.swap()).isInstanceOf(Outcome.CompletedSourceDegraded.class);

    assertSecondRepairRestartsNobodyWhoServes(STAGING);
  }

  @Test
  @DisplayName("S9.1 the same in production, where a swap out of it has left one degraded")
  void repairOfProduction_restartsNobodyWhoServes() {
    kit.faults().on(Shop.of(Restart.class, promoted.get(0))).failBefore("disk full");
    assertThat(kit.slots().swaps().swap(SwapRequest.of(SHOP, PRODUCTION, STAGING)).await())
        .isInstanceOf(Outcome.CompletedSourceDegraded.class);

    assertSecondRepairRestartsNobodyWhoServes(PRODUCTION);
  }

  private void assertSecondRepairRestartsNobodyWhoServes(SlotName slot) {
    kit.faults().clear();
    kit.faults().on(Shop.of(PublishRoutes.class)).failAfter("the answer was lost");
    kit.faults().on(Shop.of(ReadRoutes.class)).failBefore("connection lost");
    assertThat(kit.slots().slots().repair(SHOP, slot).await())
        .isInstanceOf(Outcome.CompletedSourceDegraded.class);
    kit.faults().clear();
    kit.forgetCalls();

    assertThat(kit.slots().slots().repair(SHOP, slot).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(kit.calls())
        .filteredOn(it -> it.effect() instanceof Restart)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.serving()).as("%s serves", it).isEmpty());
  }

  private void assertOldSideIsInOrder() {
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(old);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(promoted);
    for (InstanceId id : old) {
      var running = kit.platform().running(id).orElseThrow();
      assertThat(running.settings()).isEqualTo(shop.app().slot(STAGING).settings());
      assertThat(running.slot()).isEqualTo(STAGING);
      assertThat(shop.app().slot(STAGING).deployed().orElseThrow().instances())
          .contains(running.instance());
    }
  }
}
