package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.event.SlotsEvent;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.StepName;
import io.slots.operation.Wait;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S6.2: a deployment that arrives while an automatic swap runs waits for it. */
class DeploymentQueueTest {
  private static final List<StepName> STEPS =
      List.of(
          StepName.APPLY_SETTINGS,
          StepName.AWAIT_INSTANCES,
          StepName.INITIALIZE_LOCAL_CACHE,
          StepName.WARM_UP,
          StepName.UPDATE_ROUTING,
          StepName.RESET_KEYS,
          StepName.DRAIN_FORMER_TARGET,
          StepName.REPEAT_FOR_SOURCE);

  private SlotsTestKit kit = SlotsTestKit.create();
  private Shop shop = Shop.varied(kit, 2);

  @BeforeEach
  void setUp() {
    kit = SlotsTestKit.create();
    shop = Shop.varied(kit, 2).withCanaryAndBeta();
    shop.set(STAGING, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
    shop.set(STAGING, "AzureWebJobsSecretStorageType", "files");
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
  }

  // ---- it waits

  @TestFactory
  @DisplayName("S6.2 at every step of the swap: it waits, is done afterwards, and swapped in turn")
  Stream<DynamicTest> deploy_atEveryStep_waitsAndIsSwapped() {
    return each(
        STEPS,
        step -> {
          Running first = deploy(STAGING, "v3");
          untilSwapIsAt(step);
          Operation swap = shop.current().orElseThrow();

          Running second = deploy(STAGING, "v4");

          assertThat(second.outcome().toCompletableFuture()).isNotDone();
          assertThat(queued()).containsExactly(second.id());
          assertThat(shop.current()).map(Operation::id).contains(swap.id());
          Outcome swapped = followed(first.await());
          assertThat(swapped).isInstanceOf(Outcome.Completed.class);
          Outcome deployed = second.await();
          assertThat(deployed).isInstanceOf(Outcome.Completed.class);
          assertThat(deployed.report().startedAt()).isEqualTo(swapped.report().endedAt());
          assertThat(queued()).isEmpty();
          assertThat(followed(deployed)).isInstanceOf(Outcome.Completed.class);
          assertThat(version(PRODUCTION)).isEqualTo("v4");
          assertThat(version(STAGING)).isEqualTo("v3");
          assertThat(kinds(4))
              .containsExactly(
                  OperationKind.SWAP,
                  OperationKind.DEPLOYMENT,
                  OperationKind.SWAP,
                  OperationKind.DEPLOYMENT);
        });
  }

  @Test
  @DisplayName("S6.2 what waits is visible: in the queue, in the waits, and as an event")
  void queue_isVisible() {
    Operation swap = swapOf("v3");

    Running waiting = deploy(STAGING, "v4");

    assertThat(kit.slots().operations().queued(SHOP))
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(waiting.id());
              assertThat(it.describe()).isEqualTo("deploy v4 to staging");
              assertThat(it.since()).isEqualTo(kit.time().now());
            });
    Wait wait =
        kit.slots().operations().waits(SHOP).stream()
            .filter(it -> it.operation().equals(waiting.id()))
            .findFirst()
            .orElseThrow();
    assertThat(wait.sentence())
        .isEqualTo(
            "waits for \"automatically swap staging into production\" to end since "
                + kit.time().now()
                + "; cancel it, or the other; a newer deployment to the slot takes its place");
    assertThat(kit.events())
        .filteredOn(it -> it.operation().equals(waiting.id()))
        .containsExactly(
            new SlotsEvent.OperationQueued(
                waiting.id(), SHOP, kit.time().now(), "deploy v4 to staging", swap.id()));
  }

  @Test
  @DisplayName("S6.2 a deployment to the swap's target waits, too, and is not swapped")
  void deploy_toTheTarget_waits() {
    swapOf("v3");

    Running waiting = deploy(PRODUCTION, "v4");

    assertThat(queued()).containsExactly(waiting.id());
    Outcome deployed = waiting.await();
    assertThat(deployed).isInstanceOf(Outcome.Completed.class);
    assertThat(deployed.report().followedBy()).isEmpty();
    assertThat(version(PRODUCTION)).isEqualTo("v4");
    assertThat(version(STAGING)).isEqualTo("v1");
    assertThat(shop.current()).isEmpty();
  }

  @Test
  @DisplayName("S6.2 of several the first for each slot comes first, and swaps come between")
  void deploy_toBothSlots_comeInTurn() {
    swapOf("v3");
    Running toStaging = deploy(STAGING, "v4");
    Running toProduction = deploy(PRODUCTION, "v5");

    assertThat(queued()).containsExactly(toStaging.id(), toProduction.id());
    Outcome last = toProduction.await();

    assertThat(last).isInstanceOf(Outcome.Completed.class);
    assertThat(kinds(5))
        .containsExactly(
            OperationKind.DEPLOYMENT,
            OperationKind.SWAP,
            OperationKind.DEPLOYMENT,
            OperationKind.SWAP,
            OperationKind.DEPLOYMENT);
    assertThat(version(PRODUCTION)).isEqualTo("v5");
    assertThat(version(STAGING)).isEqualTo("v3");
  }

  @Test
  @DisplayName("S1.7 only deployments to the swap's slots wait; anything else is refused")
  void otherChanges_areRefused() {
    Operation swap = swapOf("v3");

    assertThatThrownBy(() -> deploy(CANARY, "v4"))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(swap.id().value());
    assertThatThrownBy(() -> shop.set(STAGING, "NEW", "value"))
        .isInstanceOf(ConflictException.class);
    assertThatThrownBy(() -> deploy(SlotName.of("nowhere"), "v4"))
        .isInstanceOfAny(NotFoundException.class, ConflictException.class);
    assertThat(queued()).isEmpty();
  }

  @Test
  @DisplayName("S1.7 while a swap runs that nobody caused by deploying, a deployment is refused")
  void deploy_whileAnOrdinarySwapRuns_isRefused() {
    shop.begin();

    assertThatThrownBy(() -> deploy(STAGING, "v3")).isInstanceOf(ConflictException.class);
    assertThat(queued()).isEmpty();
  }

  @Test
  @DisplayName("S1.7 while a deployment runs, another is refused")
  void deploy_whileADeploymentRuns_isRefused() {
    deploy(STAGING, "v3");

    assertThatThrownBy(() -> deploy(STAGING, "v4")).isInstanceOf(ConflictException.class);
  }

  // ---- the newest wins

  @TestFactory
  @DisplayName(
      "S6.2 of several waiting the newest wins; the others are told which took their place")
  Stream<DynamicTest> deploy_several_theNewestWins() {
    return each(
        STEPS,
        step -> {
          deploy(STAGING, "v3");
          untilSwapIsAt(step);
          Running first = deploy(STAGING, "v4");
          Running second = deploy(STAGING, "v5");
          Running newest = deploy(STAGING, "v6");

          assertThat(queued()).containsExactly(newest.id());
          assertReplaced(first, second);
          assertReplaced(second, newest);
          Outcome deployed = newest.await();
          assertThat(followed(deployed)).isInstanceOf(Outcome.Completed.class);
          assertThat(version(PRODUCTION)).isEqualTo("v6");
          assertThat(version(STAGING)).isEqualTo("v3");
          assertThat(kit.slots().operations().history(SHOP, 100))
              .filteredOn(it -> it.ending() == Ending.REFUSED)
              .extracting(EndedOperation::id)
              .containsExactly(second.id(), first.id());
        });
  }

  private void assertReplaced(Running old, Running newer) {
    assertThat(old.outcome().toCompletableFuture()).isDone();
    assertThat(old.await())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it ->
                assertThat(it.reason())
                    .isEqualTo(
                        "a newer deployment, " + newer.id() + ", took its place while it waited"));
    assertThat(old.await().report().kind()).isEqualTo(OperationKind.DEPLOYMENT);
    assertThat(kit.slots().operations().follow(SHOP, old.id()).await()).isEqualTo(old.await());
    assertThat(kit.events())
        .filteredOn(it -> it.operation().equals(old.id()))
        .hasSize(2)
        .last()
        .isInstanceOf(SlotsEvent.OperationEnded.class);
  }

  @Test
  @DisplayName("S6.2 one that waits for another slot keeps its place")
  void deploy_toAnotherSlot_isNotReplaced() {
    swapOf("v3");
    Running toProduction = deploy(PRODUCTION, "v4");
    Running old = deploy(STAGING, "v5");
    Running newest = deploy(STAGING, "v6");

    assertThat(queued()).containsExactly(toProduction.id(), newest.id());
    assertThat(old.await()).isInstanceOf(Outcome.Refused.class);
    assertThat(toProduction.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(newest.await()).isInstanceOf(Outcome.Completed.class);
  }

  // ---- cancelled

  @Test
  @DisplayName("S5.3 a deployment that waits can be cancelled, once")
  void cancel_whileItWaits() {
    swapOf("v3");
    Running waiting = deploy(STAGING, "v4");

    assertThat(kit.slots().operations().cancel(SHOP, waiting.id()))
        .isInstanceOfSatisfying(
            Cancellation.Reverting.class,
            it -> assertThat(it.operation().id()).isEqualTo(waiting.id()));
    assertThat(kit.slots().operations().cancel(SHOP, waiting.id()))
        .isInstanceOf(Cancellation.NothingToCancel.class);

    assertThat(queued()).isEmpty();
    assertThat(waiting.outcome().toCompletableFuture()).isDone();
    assertThat(waiting.await())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> assertThat(it.reason()).isEqualTo("it was cancelled while it waited"));
    assertThat(kit.slots().operations().history(SHOP, 1)).containsExactly(waiting.await().report());
    kit.time().runUntil(() -> shop.current().isEmpty());
    assertThat(version(PRODUCTION)).isEqualTo("v3");
  }

  @Test
  @DisplayName("S5.3 a deployment that has waited and runs can be cancelled")
  void cancel_onceItRuns() {
    Operation swap = swapOf("v3");
    Running waiting = deploy(STAGING, "v4");
    kit.slots().operations().follow(SHOP, swap.id()).await();
    assertThat(shop.current()).map(Operation::id).contains(waiting.id());

    assertThat(kit.slots().operations().cancel(SHOP, waiting.id()))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(waiting.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(version(PRODUCTION)).isEqualTo("v3");
    assertThat(version(STAGING)).isEqualTo("v1");
  }

  @Test
  @DisplayName("S6.2 if the swap is cancelled, the deployment that waits for it is done")
  void cancel_ofTheSwap_goesOnWithTheDeployment() {
    Operation swap = swapOf("v3");
    Running waiting = deploy(STAGING, "v4");

    kit.slots().operations().cancel(SHOP, swap.id());

    assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
    assertThat(followed(waiting.await())).isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v4");
    assertThat(version(STAGING)).isEqualTo("v1");
  }

  // ---- what cannot begin

  @Test
  @DisplayName("S6.2 what cannot begin when its turn comes is refused, and the next one comes")
  void deploy_thatCannotBegin_isRefused() {
    kit.faults().on(Shop.of(Probe.class)).answer(new ProbeAnswer.Responded(200));
    Operation swap = swapOf("v3");
    InstanceId taken = shop.ids(STAGING).get(0);
    Running impossible =
        kit.slots()
            .slots()
            .deploy(
                SHOP,
                STAGING,
                Content.of("v4"),
                List.of(Instance.of(taken.value(), "http://127.0.0.1:8081")));
    Running next = deploy(PRODUCTION, "v5");

    kit.slots().operations().follow(SHOP, swap.id()).await();

    assertThat(impossible.outcome().toCompletableFuture()).isDone();
    assertThat(impossible.await())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> assertThat(it.reason()).contains("instance " + taken + " would serve twice"));
    assertThat(next.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(queued()).isEmpty();
  }

  @Test
  @DisplayName("S6.2 what can never begin is refused at once, and takes nobody's place")
  void deploy_thatCanNeverBegin_isRefusedAtOnce() {
    swapOf("v3");
    Running waiting = deploy(STAGING, "v4");
    kit.slots().close();
    Slots withoutProvisioner =
        Slots.builder()
            .scheduler(kit.time())
            .restarter(kit.platform())
            .probe(kit.platform())
            .router(kit.router())
            .store(kit.store())
            .build();

    assertThatThrownBy(() -> withoutProvisioner.slots().deploy(SHOP, STAGING, Content.of("v5")))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("without an InstanceProvisioner");
    assertThatThrownBy(
            () -> withoutProvisioner.slots().deploy(SHOP, STAGING, Content.of("v5"), List.of()))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("on no instance");

    assertThat(withoutProvisioner.operations().queued(SHOP))
        .extracting(QueuedDeployment::id)
        .containsExactly(waiting.id());
    assertThat(withoutProvisioner.operations().follow(SHOP, waiting.id()).await())
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            it -> assertThat(it.reason()).contains("without an InstanceProvisioner"));
  }

  @Test
  @DisplayName("S6.2 a deployment that fails in its turn is reverted, and not swapped")
  void deploy_failsInItsTurn() {
    Operation swap = swapOf("v3");
    Running waiting = deploy(STAGING, "v4");
    kit.faults().on(it -> it instanceof Provision).times(1).failBefore("no space");

    Outcome deployed = waiting.await();

    assertThat(deployed).isInstanceOf(Outcome.Reverted.class);
    assertThat(deployed.report().followedBy()).isEmpty();
    assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v3");
  }

  // ---- another engine

  @TestFactory
  @DisplayName("S9.3 what waits is done by the next engine, after the swap")
  Stream<DynamicTest> crash_theQueueIsKept() {
    return each(
        STEPS,
        step -> {
          deploy(STAGING, "v3");
          untilSwapIsAt(step);
          Running replaced = deploy(STAGING, "v4");
          Running waiting = deploy(STAGING, "v5");
          kit.platform().allowOverlappingRestarts();

          kit.crashAndRestartEngine();

          assertThat(queued()).containsExactly(waiting.id());
          Running followed = kit.slots().operations().follow(SHOP, waiting.id());
          Outcome deployed = followed.await();
          assertThat(deployed).isInstanceOf(Outcome.Completed.class);
          assertThat(followed(deployed)).isInstanceOf(Outcome.Completed.class);
          assertThat(version(PRODUCTION)).isEqualTo("v5");
          boolean reverted = STEPS.indexOf(step) < STEPS.indexOf(StepName.UPDATE_ROUTING);
          assertThat(version(STAGING)).isEqualTo(reverted ? "v1" : "v3");
          assertThat(kit.slots().operations().follow(SHOP, replaced.id()).await())
              .isInstanceOf(Outcome.Refused.class);
        });
  }

  @Test
  @DisplayName("S9.3 what waits can be replaced and cancelled at the next engine")
  void crash_theQueueCanBeChanged() {
    swapOf("v3");
    Running first = deploy(STAGING, "v4");
    kit.crashAndRestartEngine();
    Running followed = kit.slots().operations().follow(SHOP, first.id());
    Running second = deploy(STAGING, "v5");

    assertThat(followed.await()).isInstanceOf(Outcome.Refused.class);
    kit.crashAndRestartEngine();
    assertThat(kit.slots().operations().cancel(SHOP, second.id()).isUnderWay()).isTrue();
    assertThat(queued()).isEmpty();
    kit.time().runUntil(() -> shop.current().isEmpty());
    assertThat(kit.slots().operations().follow(SHOP, second.id()).await())
        .isInstanceOf(Outcome.Refused.class);
  }

  /** Has {@code version} deployed to staging, and the automatic swap begun. */
  private Operation swapOf(String version) {
    deploy(STAGING, version);
    untilSwapIsAt(StepName.AWAIT_INSTANCES);
    return shop.current().orElseThrow();
  }

  private void untilSwapIsAt(StepName step) {
    kit.time()
        .runUntil(
            () ->
                shop.current()
                    .filter(it -> it.task().kind() == OperationKind.SWAP)
                    .filter(it -> it.position().step() == step)
                    .isPresent());
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

  private List<OperationId> queued() {
    return kit.slots().operations().queued(SHOP).stream().map(QueuedDeployment::id).toList();
  }

  private List<OperationKind> kinds(int limit) {
    return kit.slots().operations().history(SHOP, limit).stream()
        .map(EndedOperation::kind)
        .toList();
  }

  private String version(SlotName slot) {
    return shop.app().slot(slot).deployed().orElseThrow().content().version();
  }

  private Stream<DynamicTest> each(List<StepName> steps, Consumer<StepName> test) {
    return steps.stream()
        .map(
            step ->
                dynamicTest(
                    step.toString(),
                    () -> {
                      setUp();
                      test.accept(step);
                    }));
  }
}
