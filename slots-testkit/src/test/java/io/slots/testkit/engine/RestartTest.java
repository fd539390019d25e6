package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a slot has is started anew, and no request is lost. */
class RestartTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2);

  @Test
  @DisplayName("S4.5 new instances take over from the former ones in one step")
  void restart_replacesTheInstances() {
    List<InstanceId> before = shop.ids(PRODUCTION);
    shop.set(PRODUCTION, "COLOR", "of-today");

    Outcome outcome = restart(PRODUCTION);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().kind()).isEqualTo(OperationKind.RESTART);
    assertThat(outcome.report().description()).isEqualTo("restart production");
    assertThat(outcome.report().steps())
        .extracting(StepTime::step)
        .containsSubsequence(StepName.WARM_UP, StepName.UPDATE_ROUTING, StepName.DRAIN_INSTANCES);
    assertThat(shop.ids(PRODUCTION)).hasSize(2).doesNotContainAnyElementsOf(before);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
    assertThat(kit.platform().running()).doesNotContainKeys(before.toArray(InstanceId[]::new));
    assertThat(effects()).filteredOn(PublishRoutes.class::isInstance).hasSize(1);
    assertThat(effects()).noneMatch(Restart.class::isInstance);
    assertThat(deployed(PRODUCTION).content()).isEqualTo(Content.of("v1"));
    for (InstanceId id : shop.ids(PRODUCTION)) {
      assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("COLOR"))
          .contains("of-today");
    }
  }

  @Test
  @DisplayName("S8.3 the same request made again starts nothing anew once more")
  void restart_askedAgain_isTheFirstOne() {
    Running first = kit.slots().slots().restart(SHOP, PRODUCTION, RequestId.of("mine"));
    Running again = kit.slots().slots().restart(SHOP, PRODUCTION, RequestId.of("mine"));
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(first.await()).isInstanceOf(Outcome.Completed.class);
    List<InstanceId> restarted = shop.ids(PRODUCTION);

    Running afterwards = kit.slots().slots().restart(SHOP, PRODUCTION, RequestId.of("mine"));

    assertThat(afterwards.id()).isEqualTo(first.id());
    assertThat(afterwards.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.ids(PRODUCTION)).isEqualTo(restarted);
    assertThat(kit.slots().slots().restart(SHOP, PRODUCTION, RequestId.of("another")).id())
        .isNotEqualTo(first.id());
  }

  @Test
  @DisplayName("S9.2 a slot whose content does not start again keeps what runs")
  void restart_thatDoesNotStart_isReverted() {
    App before = shop.app();
    kit.faults().on(Shop.of(Provision.class)).failBefore("disk full");

    assertThat(restart(PRODUCTION)).isInstanceOf(Outcome.Reverted.class);

    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
  }

  @Test
  @DisplayName("S6.1 a restart is not swapped automatically")
  void restart_isNotSwapped() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);

    Outcome outcome = restart(STAGING);

    assertThat(outcome).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome.report().followedBy()).isEmpty();
    assertThat(shop.current()).isEmpty();
    assertThat(deployed(PRODUCTION).content()).isEqualTo(Content.of("v1"));
    assertThat(kit.slots().operations().history(SHOP, 1))
        .extracting(EndedOperation::kind)
        .containsExactly(OperationKind.RESTART);
  }

  @Test
  @DisplayName("S4.9 a swap can be rolled back though its slots were restarted since")
  void restart_doesNotStandInTheWayOfARollback() {
    Outcome swap = shop.swap();
    assertThat(restart(PRODUCTION)).isInstanceOf(Outcome.Completed.class);
    assertThat(restart(STAGING)).isInstanceOf(Outcome.Completed.class);

    assertThat(kit.slots().swaps().rollback(SHOP, swap.report().id()).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(deployed(PRODUCTION).content()).isEqualTo(Content.of("v1"));
  }

  @Test
  @DisplayName("S4.9 a slot that is kept warm is so no more once it was restarted")
  void restart_endsKeepingWarm() {
    shop.swap(limits -> limits.keepWarm(Duration.ofHours(1)));
    assertThat(shop.app().slot(STAGING).keptWarmUntil()).isPresent();

    assertThat(restart(STAGING)).isInstanceOf(Outcome.Completed.class);

    assertThat(shop.app().slot(STAGING).keptWarmUntil()).isEmpty();
    for (InstanceId id : shop.ids(STAGING)) {
      assertThat(kit.platform().running(id).orElseThrow().settings().appSetting("DB"))
          .contains("staging-db");
    }
  }

  @Test
  @DisplayName("S1.7 a slot that is being swapped is not restarted")
  void restart_duringASwap_isRefused() {
    shop.begin();

    assertThatThrownBy(() -> kit.slots().slots().restart(SHOP, STAGING))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("restart slot staging");
  }

  @Test
  @DisplayName("S4.8 a slot that is stopped is not restarted")
  void restart_ofAStoppedSlot_isRefused() {
    kit.slots().slots().stop(SHOP, STAGING);

    assertRefused(STAGING, Rule.of(4, 8), "start it first");
  }

  @Test
  @DisplayName("S1.4 an empty slot has nothing to restart; it is deployed to")
  void restart_ofAnEmptySlot_isRefused() {
    kit.slots().slots().create(SHOP, Shop.CANARY);

    assertRefused(Shop.CANARY, Rule.of(1, 4), "deploy to it");
  }

  @Test
  @DisplayName("S1.4 instances that the embedder made are his to make anew")
  void restart_ofGivenInstances_isRefused() {
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(200));
    List<Instance> mine = List.of(Instance.of("mine", "http://127.0.0.1:8081"));
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"), mine).await();

    assertRefused(STAGING, Rule.of(1, 4), "other instances of your own");
  }

  private void assertRefused(SlotName slot, Rule rule, String fix) {
    kit.forgetCalls();
    assertThatThrownBy(() -> kit.slots().slots().restart(SHOP, slot))
        .isInstanceOfSatisfying(
            RefusedException.class, it -> assertThat(it.refusal().rule()).isEqualTo(rule))
        .hasMessageContaining(fix);
    assertThat(effects()).isEmpty();
  }

  private Outcome restart(SlotName slot) {
    return kit.slots().slots().restart(SHOP, slot).await();
  }

  private Deployed deployed(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow();
  }

  private List<Effect> effects() {
    return kit.calls().stream().map(RecordedCall::effect).toList();
  }
}
