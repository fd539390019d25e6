package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.BETA;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LimitationPolicy;
import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.app.PlanTier;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.effect.Decommission;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S6.1, S6.3: a successful deployment is swapped automatically. */
class AutoSwapTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();

  @BeforeEach
  void setUp() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
  }

  // ---- a deployment

  @Test
  @DisplayName("S6.1 a successful deployment is swapped into production")
  void deploy_isSwapped() {
    Outcome deployed = deploy(STAGING, "v3").await();
    Outcome swapped = followed(deployed);

    assertThat(deployed).isInstanceOf(Outcome.Completed.class);
    assertThat(swapped).isInstanceOf(Outcome.Completed.class);
    assertThat(swapped.report().description())
        .isEqualTo("automatically swap staging into production");
    assertThat(swapped.report().startedAt()).isEqualTo(deployed.report().endedAt());
    assertThat(version(PRODUCTION)).isEqualTo("v3");
    assertThat(version(STAGING)).isEqualTo("v1");
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
    assertThat(shop.app().production().settings().appSetting("DB")).contains("production-db");
    assertThat(kit.slots().operations().history(SHOP, 2))
        .extracting(EndedOperation::kind)
        .containsExactly(OperationKind.SWAP, OperationKind.DEPLOYMENT);
  }

  @Test
  @DisplayName("S6.1 the swap starts once the content is in place, and nothing comes between")
  void deploy_isSwappedOnceInPlace() {
    Running deployment = deploy(STAGING, "v3");
    kit.time().runUntil(() -> deployment.outcome().toCompletableFuture().isDone());

    assertThat(shop.current())
        .hasValueSatisfying(
            it -> {
              assertThat(it.task().kind()).isEqualTo(OperationKind.SWAP);
              assertThat(it.startedAt()).isEqualTo(kit.time().now());
            });
    assertThat(version(STAGING)).isEqualTo("v3");
    assertThatThrownBy(() -> shop.set(STAGING, "NEW", "value"))
        .isInstanceOf(ConflictException.class);
  }

  @Test
  @DisplayName("S6.1 a slot is swapped into another than production, if that is its target")
  void deploy_isSwappedIntoAnotherSlot() {
    kit.slots().swaps().autoSwap(SHOP, CANARY, BETA);

    assertThat(followed(deploy(CANARY, "v3").await())).isInstanceOf(Outcome.Completed.class);

    assertThat(version(BETA)).isEqualTo("v3");
    assertThat(version(CANARY)).isEqualTo("of-beta");
    assertThat(version(PRODUCTION)).isEqualTo("v1");
  }

  @Test
  @DisplayName("S6.1 a deployment on instances of the embedder's own is swapped, too")
  void deploy_onGivenInstances_isSwapped() {
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(200));
    Instance mine = Instance.of("mine", "http://127.0.0.1:8081");
    kit.faults()
        .on(Shop.of(Restart.class, mine.id()))
        .failBefore("the swap would restart it, and nobody knows how");

    Outcome deployed =
        kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3"), List.of(mine)).await();

    assertThat(followed(deployed))
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(mine.id()));
  }

  @Test
  @DisplayName("S6.1 every deployment is swapped; turned off, none is")
  void deploy_again_isSwappedAgain() {
    assertThat(followed(deploy(STAGING, "v3").await())).isInstanceOf(Outcome.Completed.class);
    assertThat(followed(deploy(STAGING, "v4").await())).isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v4");

    kit.slots().swaps().noAutoSwap(SHOP, STAGING);

    assertNotSwapped(deploy(STAGING, "v5").await());
    assertThat(version(PRODUCTION)).isEqualTo("v4");
  }

  @Test
  @DisplayName("S6.1 the setting belongs to the slot: it stays when the slot is swapped")
  void autoSwap_staysWithItsSlot() {
    shop.swap();

    assertThat(shop.app().slot(STAGING).autoSwapTarget()).contains(PRODUCTION);
    assertThat(shop.app().production().autoSwapTarget()).isEmpty();
    assertNotSwapped(deploy(PRODUCTION, "v3").await());
  }

  @Test
  @DisplayName("S6.1 a deployment whose former instances cannot be ended has succeeded")
  void deploy_formerInstancesRemain_isSwapped() {
    kit.faults().on(Shop.of(Decommission.class)).failBefore("permission denied");

    Outcome deployed = deploy(STAGING, "v3").await();

    assertThat(deployed).isInstanceOf(Outcome.CompletedSourceDegraded.class);
    assertThat(followed(deployed)).isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v3");
  }

  // ---- what is none

  @Test
  @DisplayName("S6.1 a failed deployment is not swapped")
  void deploy_failed_isNotSwapped() {
    kit.faults().on(Shop.of(Provision.class)).times(1).failBefore("exited with status 1");

    Outcome deployed = deploy(STAGING, "v3").await();

    assertThat(deployed).isInstanceOf(Outcome.Reverted.class);
    assertNotSwapped(deployed);
  }

  @Test
  @DisplayName("S6.1 a cancelled deployment is not swapped")
  void deploy_cancelled_isNotSwapped() {
    Running deployment = deploy(STAGING, "v3");
    shop.until(StepName.AWAIT_INSTANCES);

    assertThat(kit.slots().operations().cancel(SHOP, deployment.id()).isUnderWay()).isTrue();

    assertNotSwapped(deployment.await());
  }

  @Test
  @DisplayName("S6.1 neither a settings change, nor a stop, a start, a repair, a swap or a scaling")
  void otherChanges_areNotSwapped() {
    shop.set(STAGING, "NEW", "value");
    kit.slots().slots().stop(SHOP, STAGING);
    kit.slots().slots().start(SHOP, STAGING);
    assertNothingRuns();

    InstanceId bad = shop.ids(STAGING).get(0);
    kit.faults().on(Shop.of(Restart.class, bad)).failBefore("disk full");
    assertThat(shop.swap()).isInstanceOf(Outcome.RevertedSourceDegraded.class);
    kit.faults().clear();
    assertNotSwapped(kit.slots().slots().repair(SHOP, STAGING).await());
    assertNotSwapped(kit.slots().apps().scale(SHOP, 3).await());
    assertNotSwapped(kit.slots().swaps().swap(SwapRequest.of(SHOP, CANARY, STAGING)).await());
    assertThat(version(PRODUCTION)).isEqualTo("v1");
  }

  @Test
  @DisplayName("S6.1 a deployment to the target is not swapped")
  void deploy_toTheTarget_isNotSwapped() {
    assertNotSwapped(deploy(PRODUCTION, "v3").await());
    assertThat(version(STAGING)).isEqualTo("v2");
  }

  // ---- a swap that fails

  @Test
  @DisplayName("S6.3 a failed automatic swap leaves the deployment, is recorded, and not repeated")
  void swap_fails_isRecordedAndNotRepeated() {
    breakUnderProductionsSettings();

    Outcome deployed = deploy(STAGING, "v3").await();
    Outcome swapped = followed(deployed);

    assertThat(deployed).isInstanceOf(Outcome.Completed.class);
    assertThat(swapped)
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).contains("status 500"));
    assertThat(kit.slots().operations().history(SHOP, 1)).containsExactly(swapped.report());
    assertThat(version(STAGING)).isEqualTo("v3");
    assertThat(version(PRODUCTION)).isEqualTo("v1");
    for (InstanceId id : shop.ids(STAGING)) {
      assertThat(kit.platform().running(id).orElseThrow().settings())
          .isEqualTo(shop.app().slot(STAGING).settings());
    }
    kit.faults().clear();
    assertNothingRuns();
    kit.crashAndRestartEngine();
    assertNothingRuns();

    assertThat(followed(deploy(STAGING, "v4").await())).isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v4");
  }

  /** Warm-up asks, under production's settings, for what the content cannot do there. */
  private void breakUnderProductionsSettings() {
    shop.stick(PRODUCTION, WarmUpPlan.PING_PATH, "/warm");
    shop.stick(PRODUCTION, WarmUpPlan.PING_STATUSES, "200");
    kit.faults()
        .on(it -> it instanceof Probe probe && probe.path().equals("/warm"))
        .answer(new ProbeAnswer.Responded(500));
  }

  @Test
  @DisplayName("S5.3 an automatic swap can be cancelled, and is not tried again")
  void swap_cancelled_isReverted() {
    Outcome deployed = deploy(STAGING, "v3").await();

    assertThat(kit.slots().swaps().cancel(SHOP, PRODUCTION))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(followed(deployed)).isInstanceOf(Outcome.Reverted.class);
    assertThat(version(STAGING)).isEqualTo("v3");
    assertNothingRuns();
  }

  // ---- a swap that is refused

  @Test
  @DisplayName("S6.3 an automatic swap that is refused is recorded, and leaves the deployment")
  void swap_refused_isRecorded() {
    kit.slots().slots().stop(SHOP, PRODUCTION);
    App before = shop.app();

    Outcome deployed = deploy(STAGING, "v3").await();

    assertRefused(deployed, "slot \"production\" is stopped");
    assertThat(version(STAGING)).isEqualTo("v3");
    assertThat(shop.app().production()).isEqualTo(before.production());
    kit.slots().slots().start(SHOP, PRODUCTION);
    assertNothingRuns();
  }

  @Test
  @DisplayName("S6.3 an automatic swap into a pending preview is refused, and recorded")
  void swap_intoAPendingPreview_isRefused() {
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    kit.slots().swaps().autoSwap(SHOP, CANARY, PRODUCTION);
    Running pending = shop.pending();

    Outcome deployed = deploy(CANARY, "v3").await();

    assertRefused(deployed, pending.id().value(), "\"paused\"", "complete or cancel it");
    assertThat(shop.paused()).hasSize(1);
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
    assertNothingRuns();
  }

  @Test
  @DisplayName("S8.1 what follows a deployment is its automatic swap, not what had waited for it")
  void followedBy_isTheAutomaticSwapOnly() {
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    Running pending = shop.pending();
    Running deployment = deploy(CANARY, "v3");
    shop.until(StepName.AWAIT_INSTANCES);
    kit.slots().swaps().cancel(SHOP, STAGING);

    Outcome deployed = deployment.await();

    assertThat(shop.current()).map(it -> it.id()).contains(pending.id());
    assertThat(deployed.report().followedBy()).isEmpty();
  }

  @Test
  @DisplayName("S8.1 what follows a deployment is its refused swap, whatever begins after it")
  void followedBy_isTheRefusedSwap() {
    kit.slots().swaps().noAutoSwap(SHOP, STAGING);
    kit.slots().swaps().autoSwap(SHOP, CANARY, PRODUCTION);
    Running pending = shop.pending();
    Running deployment = deploy(CANARY, "v3");
    shop.until(StepName.AWAIT_INSTANCES);
    kit.slots().swaps().cancel(SHOP, STAGING);

    Outcome deployed = deployment.await();

    assertThat(shop.current()).map(it -> it.id()).contains(pending.id());
    assertThat(followed(deployed)).isInstanceOf(Outcome.Refused.class);
    assertThat(pending.await()).isInstanceOf(Outcome.Reverted.class);
  }

  private void assertRefused(Outcome deployed, String... reasons) {
    assertThat(deployed).isInstanceOf(Outcome.Completed.class);
    OperationId swap = deployed.report().followedBy().orElseThrow();
    assertThat(shop.current()).isEmpty();
    assertThat(kit.slots().operations().history(SHOP, 1))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(swap);
              assertThat(it.kind()).isEqualTo(OperationKind.SWAP);
              assertThat(it.ending()).isEqualTo(Ending.REFUSED);
              assertThat(it.reason().orElseThrow()).contains(reasons);
              assertThat(it.description()).startsWith("automatically swap ");
            });
    assertThat(followed(deployed)).isInstanceOf(Outcome.Refused.class);
    assertThat(kit.events())
        .filteredOn(it -> it.operation().equals(swap))
        .singleElement()
        .isInstanceOf(SlotsEvent.OperationEnded.class);
  }

  // ---- which slots may

  @Test
  @DisplayName("S6.1 production is not swapped automatically, nor a slot into itself or nowhere")
  void autoSwap_refused() {
    App before = shop.app();

    assertThatThrownBy(() -> kit.slots().swaps().autoSwap(SHOP, PRODUCTION, STAGING))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S6.1");
    assertThatThrownBy(() -> kit.slots().swaps().autoSwap(SHOP, CANARY, CANARY))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("into itself");
    assertThatThrownBy(() -> kit.slots().swaps().autoSwap(SHOP, CANARY, SlotName.of("nowhere")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("nowhere");
    assertThatThrownBy(() -> kit.slots().swaps().autoSwap(SHOP, SlotName.of("nowhere"), STAGING))
        .isInstanceOf(NotFoundException.class);
    assertThat(shop.app()).isEqualTo(before);
  }

  @Test
  @DisplayName("S6.1 refused on Linux plans by the default policy")
  void autoSwap_onLinux_isRefused() {
    SlotsTestKit linux = onLinux(LimitationPolicy.standard());

    assertThatThrownBy(() -> linux.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S6.1")
        .hasMessageContaining("LINUX");
  }

  @Test
  @DisplayName("S6.1 allowed on Linux plans by a policy that limits nothing")
  void autoSwap_onLinux_withoutLimits_isDone() {
    SlotsTestKit linux = onLinux(LimitationPolicy.none());
    linux.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    linux.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);

    Outcome deployed = linux.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();

    OperationId swap = deployed.report().followedBy().orElseThrow();
    assertThat(linux.slots().operations().follow(SHOP, swap).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  private static SlotsTestKit onLinux(LimitationPolicy policy) {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.limitations(policy));
    kit.slots()
        .apps()
        .create(
            App.of(
                SHOP,
                Plan.builder()
                    .tier(PlanTier.PREMIUM)
                    .os(OperatingSystem.LINUX)
                    .workers(1)
                    .build()));
    kit.slots().slots().create(SHOP, STAGING);
    return kit;
  }

  @Test
  @DisplayName("S6.1 no slot that is swapped automatically comes to a Linux plan, however it comes")
  void move_toLinux_isRefused() {
    Plan linux = Plan.builder().tier(PlanTier.PREMIUM).os(OperatingSystem.LINUX).workers(2).build();
    App before = shop.app();

    assertThatThrownBy(() -> kit.slots().apps().changePlan(SHOP, linux))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S6.1");
    assertThatThrownBy(() -> kit.slots().slots().move(SHOP, STAGING, Optional.of(linux)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S6.1");
    assertThat(shop.app()).isEqualTo(before);

    kit.slots().slots().move(SHOP, STAGING, Optional.of(Plan.premium(2)));
    kit.slots().apps().changePlan(SHOP, linux).await();
    assertThatThrownBy(() -> kit.slots().slots().move(SHOP, STAGING, Optional.empty()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S6.1");
  }

  @Test
  @DisplayName("S1.6 a slot that another swaps into automatically cannot be deleted")
  void target_cannotBeDeleted() {
    kit.slots().swaps().autoSwap(SHOP, CANARY, BETA);

    assertThatThrownBy(() -> kit.slots().slots().delete(SHOP, BETA))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("canary");

    kit.slots().swaps().noAutoSwap(SHOP, CANARY);
    assertThat(kit.slots().slots().delete(SHOP, BETA).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S1.5 a clone of a slot that swaps automatically does not")
  void clone_doesNotSwap() {
    SlotName gamma = SlotName.of("gamma");
    kit.slots().slots().create(SHOP, gamma, Cloning.of(STAGING));

    assertNotSwapped(deploy(gamma, "v3").await());
  }

  private Running deploy(SlotName slot, String version) {
    return kit.slots().slots().deploy(SHOP, slot, Content.of(version));
  }

  private Outcome followed(Outcome deployed) {
    return kit.slots()
        .operations()
        .follow(SHOP, deployed.report().followedBy().orElseThrow())
        .await();
  }

  private void assertNotSwapped(Outcome outcome) {
    assertThat(outcome.report().followedBy()).isEmpty();
    assertNothingRuns();
  }

  private void assertNothingRuns() {
    List<EndedOperation> history = kit.slots().operations().history(SHOP, 100);
    assertThat(shop.current()).isEmpty();
    kit.time().advance(Duration.ofDays(3));
    assertThat(shop.current()).isEmpty();
    assertThat(kit.slots().operations().history(SHOP, 100)).isEqualTo(history);
  }

  private String version(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow().content().version();
  }
}
