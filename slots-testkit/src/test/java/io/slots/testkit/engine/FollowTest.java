package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.spi.AppRecord;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S8.1: operations are followed by their identity, and ended states are final. */
class FollowTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 2);

  @Test
  @DisplayName("S8.1 one that runs is followed to its end")
  void follow_running() {
    Running swap = shop.begin();
    shop.until(StepName.WARM_UP);

    Running followed = follow(swap.id());

    assertThat(followed.id()).isEqualTo(swap.id());
    assertThat(followed.awaitPause()).isFalse();
    assertThat(followed.await()).isInstanceOf(Outcome.Completed.class).isEqualTo(swap.await());
    assertThat(followed.outcome().toCompletableFuture()).isCompletedWithValue(swap.await());
  }

  @Test
  @DisplayName("S8.1 one that pauses is followed through its pause")
  void follow_paused() {
    Running swap = shop.pending();

    Running followed = follow(swap.id());

    assertThat(followed.awaitPause()).isTrue();
    assertThat(followed.outcome().toCompletableFuture()).isNotDone();
    kit.slots().swaps().complete(SHOP, STAGING);
    assertThat(followed.await()).isInstanceOf(Outcome.Completed.class).isEqualTo(swap.await());
  }

  @Test
  @DisplayName("S8.1 one that waits for its turn is followed from there")
  void follow_queued() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    Running waiting = kit.slots().slots().deploy(SHOP, STAGING, Content.of("v4"));

    Running followed = follow(waiting.id());

    assertThat(kit.slots().operations().queued(SHOP)).hasSize(1);
    assertThat(followed.await()).isInstanceOf(Outcome.Completed.class).isEqualTo(waiting.await());
  }

  @Test
  @DisplayName("S8.1 one that has ended is followed at once, by any engine")
  void follow_ended() {
    Running swap = shop.begin();
    Outcome outcome = swap.await();

    assertThat(follow(swap.id()).outcome().toCompletableFuture()).isCompletedWithValue(outcome);
    assertThat(follow(swap.id()).awaitPause()).isFalse();
    kit.crashAndRestartEngine();
    assertThat(follow(swap.id()).outcome().toCompletableFuture()).isCompletedWithValue(outcome);
  }

  @Test
  @DisplayName("S8.1 an unknown one is not found, nor is one of another app")
  void follow_unknown() {
    Running swap = shop.begin();
    kit.slots().apps().create(App.of(AppName.of("other"), Plan.standard(1)));

    assertThatThrownBy(() -> follow(OperationId.of("nobody-s")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("S8.1")
        .hasMessageContaining("nobody-s");
    assertThatThrownBy(() -> kit.slots().operations().follow(AppName.of("other"), swap.id()))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(() -> kit.slots().operations().follow(AppName.of("nowhere"), swap.id()))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  @DisplayName("S8.1 who follows at an engine that is closed is told")
  void follow_atAClosedEngine() {
    Running swap = shop.begin();
    shop.until(StepName.WARM_UP);
    kit.slots().close();

    assertThatThrownBy(swap::await).isInstanceOf(EngineStoppedException.class);
    assertThatThrownBy(() -> follow(swap.id()).await()).isInstanceOf(EngineStoppedException.class);
  }

  // ---- ended states are final

  @TestFactory
  @DisplayName("S8.1 whatever is answered after the end, or twice, changes nothing")
  Stream<DynamicTest> lateAnswers_changeNothing() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Class<? extends Effect> effect :
        List.of(Restart.class, Probe.class, PublishRoutes.class)) {
      for (int i = 0; i < 4; i++) {
        int number = i;
        for (boolean twice : List.of(true, false)) {
          tests.add(
              dynamicTest(
                  (twice ? "twice: " : "late: ") + effect.getSimpleName() + " " + number,
                  () -> new FollowTest().endsForGood(effect, number, twice)));
        }
      }
    }
    return tests.stream();
  }

  private void endsForGood(Class<? extends Effect> effect, int number, boolean twice) {
    kit.platform().allowOverlappingRestarts();
    var rule = kit.faults().on(Shop.of(effect)).skip(number).times(1);
    if (twice) {
      rule.answerTwice(Duration.ofHours(2));
    } else {
      rule.take(Duration.ofHours(2));
    }
    Running swap = shop.prepare();
    if (swap.awaitPause()) {
      kit.slots().swaps().complete(SHOP, STAGING);
    }
    Outcome outcome = swap.await();
    State before = new State(stored(), history(), kit.events().size(), kit.calls().size());
    assertThat(kit.time().now()).isBefore(Instant.parse("2026-01-01T02:00:00Z"));

    kit.time().advance(Duration.ofHours(3));

    assertThat(new State(stored(), history(), kit.events().size(), kit.calls().size()))
        .isEqualTo(before);
    assertThat(follow(swap.id()).await()).isEqualTo(outcome);
    assertThat(swap.await()).isEqualTo(outcome);
  }

  /** All that could change. */
  private record State(
      Optional<AppRecord> stored, List<EndedOperation> history, int events, int calls) {}

  @TestFactory
  @DisplayName("S8.1 a last write whose answer is lost or late ends the operation once")
  Stream<DynamicTest> lastWrite_endsOnce() {
    int writes = new FollowTest().writesOfASwap();
    return Stream.of(
            FaultyStore.Fault.FAIL_AFTER,
            FaultyStore.Fault.HANG_AFTER,
            FaultyStore.Fault.HANG,
            FaultyStore.Fault.FAIL_AFTER_AND_OVERTAKEN)
        .map(
            fault ->
                dynamicTest(fault.toString(), () -> new FollowTest().endsOnce(writes - 1, fault)));
  }

  private int writesOfASwap() {
    kit.storeFaults().failNone();
    shop.swap();
    return kit.storeFaults().writes();
  }

  private void endsOnce(int last, FaultyStore.Fault fault) {
    shop.withCanaryAndBeta();
    kit.storeFaults().othersEdit(Shop::editBeta);
    kit.storeFaults().failWrite(last, fault);

    Running swap = shop.begin();

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    kit.time().advance(Duration.ofHours(1));
    assertThat(history())
        .filteredOn(it -> it.kind() == OperationKind.SWAP)
        .extracting(EndedOperation::id)
        .containsExactly(swap.id());
    assertThat(kit.events())
        .filteredOn(it -> it instanceof SlotsEvent.OperationEnded)
        .extracting(SlotsEvent::operation)
        .containsOnlyOnce(swap.id());
    assertThat(shop.current()).isEmpty();
  }

  private Running follow(OperationId id) {
    return kit.slots().operations().follow(SHOP, id);
  }

  private Optional<AppRecord> stored() {
    return kit.time().await(kit.store().find(SHOP));
  }

  private List<EndedOperation> history() {
    return kit.slots().operations().history(SHOP, 1_000);
  }
}
