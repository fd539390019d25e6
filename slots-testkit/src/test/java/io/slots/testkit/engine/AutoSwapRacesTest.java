package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.store.InMemorySlotStore;
import io.slots.effect.Probe;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S6, S5.3: what is asked for while the store is still answering what came before. */
class AutoSwapRacesTest {
  private static final Duration STORE_TAKES = Duration.ofMillis(100);

  private final SlotStore store = InMemorySlotStore.create();
  private final SlotsTestKit kit = SlotsTestKit.create(store, it -> it);

  AutoSwapRacesTest() {
    Shop.varied(kit, 2);
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    kit.storeFaults().takes(STORE_TAKES);
  }

  @Test
  @DisplayName("S5.3 an automatic swap can be cancelled as soon as it is found in the store")
  void cancel_asSoonAsItIsStored() {
    deploy("v3");
    kit.time().runUntil(() -> isUnderWay(OperationKind.SWAP));
    OperationId swap = stored().operation().orElseThrow().id();
    kit.storeFaults().takes(Duration.ZERO);

    assertThat(kit.slots().operations().cancel(SHOP, swap))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(kit.slots().operations().follow(SHOP, swap).await())
        .isInstanceOf(Outcome.Reverted.class);
    assertThat(version(PRODUCTION)).isEqualTo("v1");
    assertThat(version(STAGING)).isEqualTo("v3");
  }

  @Test
  @DisplayName("S5.3 a deployment that is cancelled just when its turn comes is not done")
  void cancel_justWhenItsTurnComes() {
    Set<Ending> endings = new HashSet<>();
    for (int millis = 0; millis <= 600; millis += 20) {
      endings.add(new AutoSwapRacesTest().cancelWhenItsTurnComes(Duration.ofMillis(millis)));
    }
    assertThat(endings).containsExactlyInAnyOrder(Ending.REFUSED, Ending.REVERTED);
  }

  private Ending cancelWhenItsTurnComes(Duration later) {
    deploy("v3");
    untilRepeatForSource();
    Running waiting = deploy("v4");
    untilSwapIsAboutToEnd();
    kit.time().advance(later);

    assertThat(kit.slots().operations().cancel(SHOP, waiting.id()))
        .isInstanceOf(Cancellation.Reverting.class);

    Outcome outcome = waiting.await();
    kit.time().advance(Duration.ofHours(1));
    assertThat(version(PRODUCTION)).isEqualTo("v3");
    assertThat(version(STAGING)).isEqualTo("v1");
    assertThat(outcome.report().followedBy()).isEmpty();
    return outcome.report().ending();
  }

  @Test
  @DisplayName("S6.2 a deployment that arrives just when the swap ends is done, and swapped")
  void deploy_justWhenTheSwapEnds() {
    for (int millis = 0; millis <= 600; millis += 20) {
      new AutoSwapRacesTest().deployWhenTheSwapEnds(Duration.ofMillis(millis));
    }
  }

  private void deployWhenTheSwapEnds(Duration later) {
    deploy("v3");
    untilSwapIsAboutToEnd();
    kit.time().advance(later);

    Outcome deployed = deploy("v4").await();

    assertThat(deployed).isInstanceOf(Outcome.Completed.class);
    OperationId swap = deployed.report().followedBy().orElseThrow();
    assertThat(kit.slots().operations().follow(SHOP, swap).await())
        .isInstanceOf(Outcome.Completed.class);
    assertThat(version(PRODUCTION)).isEqualTo("v4");
    assertThat(history())
        .extracting(EndedOperation::kind)
        .startsWith(
            OperationKind.SWAP,
            OperationKind.DEPLOYMENT,
            OperationKind.SWAP,
            OperationKind.DEPLOYMENT);
  }

  @Test
  @DisplayName("S6.2 of two deployments that arrive at once one waits, and the other is refused")
  void deploy_twiceAtOnce() {
    Set<Boolean> firstWins = new HashSet<>();
    for (int millis = 0; millis <= 300; millis += 20) {
      firstWins.add(new AutoSwapRacesTest().deployTwice(Duration.ofMillis(millis)));
    }
    assertThat(firstWins).contains(true);
  }

  private boolean deployTwice(Duration later) {
    kit.faults().on(Shop.of(Probe.class)).take(Duration.ofSeconds(20));
    deploy("v3");
    kit.time().runUntil(() -> isUnderWay(OperationKind.SWAP));
    kit.time().advance(Duration.ofSeconds(2));
    Running[] second = new Running[1];
    kit.time().after(later, () -> second[0] = deploy("v5"));

    Running first = deploy("v4");
    kit.time().runUntil(() -> second[0] != null);

    List<Outcome> outcomes = List.of(first.await(), second[0].await());
    assertThat(outcomes).hasOnlyElementsOfTypes(Outcome.Completed.class, Outcome.Refused.class);
    assertThat(outcomes.stream().filter(Outcome.Completed.class::isInstance)).hasSize(1);
    kit.time().runUntil(() -> stored().operation().isEmpty());
    boolean firstWins = outcomes.get(0) instanceof Outcome.Completed;
    assertThat(version(PRODUCTION)).isEqualTo(firstWins ? "v4" : "v5");
    return firstWins;
  }

  @Test
  @DisplayName("S1.7 a deployment that arrives just when another begins is refused, or waits")
  void deploy_justWhenADeploymentEnds() {
    Set<String> results = new HashSet<>();
    for (int millis = 0; millis <= 3_000; millis += 50) {
      results.add(new AutoSwapRacesTest().deployWhenADeploymentEnds(Duration.ofMillis(millis)));
    }
    assertThat(results).containsExactlyInAnyOrder("refused", "done");
  }

  private String deployWhenADeploymentEnds(Duration later) {
    deploy("v3");
    kit.time().advance(later);
    try {
      assertThat(deploy("v4").await()).isInstanceOf(Outcome.Completed.class);
      return "done";
    } catch (ConflictException e) {
      return "refused";
    } finally {
      kit.time().runUntil(() -> stored().operation().isEmpty());
      assertThat(version(PRODUCTION)).isIn("v3", "v4");
    }
  }

  private void untilRepeatForSource() {
    kit.time()
        .runUntil(
            () ->
                stored()
                    .operation()
                    .filter(it -> it.position().step() == StepName.REPEAT_FOR_SOURCE)
                    .isPresent());
  }

  /** The last restarts are about to end. */
  private void untilSwapIsAboutToEnd() {
    untilRepeatForSource();
    kit.time().advance(Duration.ofMillis(700));
    assertThat(stored().operation())
        .map(Operation::position)
        .map(it -> it.step())
        .contains(StepName.REPEAT_FOR_SOURCE);
  }

  private Running deploy(String version) {
    return kit.slots().slots().deploy(SHOP, STAGING, Content.of(version));
  }

  private boolean isUnderWay(OperationKind kind) {
    return stored().operation().filter(it -> it.task().kind() == kind).isPresent();
  }

  /** What is stored by now, whether or not the store has told so. */
  private AppRecord stored() {
    return store.find(SHOP).toCompletableFuture().join().orElseThrow();
  }

  private List<EndedOperation> history() {
    return store.history(SHOP, 100).toCompletableFuture().join();
  }

  private String version(SlotName slot) {
    return Optional.of(stored().app().slot(slot))
        .flatMap(it -> it.deployed())
        .orElseThrow()
        .content()
        .version();
  }
}
