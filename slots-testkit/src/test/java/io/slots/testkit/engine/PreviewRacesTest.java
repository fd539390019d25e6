package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.store.InMemorySlotStore;
import io.slots.effect.Probe;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S5.2, S5.3: what is decided while the store is still answering what came before. */
class PreviewRacesTest {
  private static final Duration STORE_TAKES = Duration.ofMillis(100);

  private final SlotStore store = InMemorySlotStore.create();
  private final SlotsTestKit kit = SlotsTestKit.create(store, it -> it);
  private final Shop shop = Shop.varied(kit, 2);
  private final App before = shop.app();

  @Test
  @DisplayName("S5.3 a swap that is cancelled while its pause is being stored is put back")
  void cancel_whileThePauseIsStored() {
    kit.storeFaults().takes(STORE_TAKES);
    Running swap = shop.prepare();
    kit.time()
        .runUntil(
            () ->
                stored()
                    .operation()
                    .filter(it -> it.position().step() == StepName.AWAIT_DECISION)
                    .isPresent());

    Cancellation cancelled = kit.slots().operations().cancel(SHOP, swap.id());

    assertThat(cancelled).isInstanceOf(Cancellation.Reverting.class);
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S5.2 a swap that is completed before the store has told of its pause goes on")
  void complete_beforeThePauseIsAnswered() {
    kit.storeFaults().takes(STORE_TAKES);
    Running swap = shop.prepare();
    kit.time().runUntil(() -> !stored().paused().isEmpty());
    kit.storeFaults().takes(Duration.ZERO);
    kit.faults().on(Shop.of(Probe.class)).take(Duration.ofSeconds(20));

    kit.slots().swaps().complete(SHOP, STAGING);
    kit.time().advance(STORE_TAKES.multipliedBy(2));

    assertThat(kit.slots().operations().cancel(SHOP, swap.id()))
        .isInstanceOf(Cancellation.Reverting.class);
    assertThat(swap.awaitPause()).isTrue();
    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertPutBack();
  }

  @Test
  @DisplayName("S5.2 a swap that is completed while the answer of its pause is lost goes on")
  void complete_whileTheAnswerOfThePauseIsLost() {
    kit.storeFaults().failWrite(3, FaultyStore.Fault.FAIL_AFTER);
    Running swap = shop.prepare();
    kit.time().runUntil(() -> !stored().paused().isEmpty());
    assertThat(swap.outcome().toCompletableFuture()).isNotDone();

    Running completed = kit.slots().swaps().complete(SHOP, STAGING);

    assertThat(completed.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(swap.awaitPause()).isTrue();
    assertThat(swap.await()).isEqualTo(completed.await());
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S5.2 of two who complete at once both get the operation, and it can be cancelled")
  void complete_twiceAtOnce() {
    Running swap = shop.pending();
    List<Running> others = new ArrayList<>();
    kit.storeFaults().takes(STORE_TAKES);
    kit.faults().on(Shop.of(Probe.class)).take(Duration.ofSeconds(20));
    for (int i = 1; i <= 3; i++) {
      kit.time()
          .after(
              Duration.ofMillis(60L * i),
              () -> others.add(kit.slots().swaps().complete(SHOP, PRODUCTION)));
    }

    Running first = kit.slots().swaps().complete(SHOP, STAGING);
    Cancellation cancelled = kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(others).extracting(Running::id).containsExactly(swap.id(), swap.id(), swap.id());
    assertThat(cancelled).isInstanceOf(Cancellation.Reverting.class);
    assertThat(first.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(others).extracting(Running::await).containsOnly(first.await());
    assertPutBack();
    assertThat(swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S5.2 of one who completes and one who cancels at once, the cancellation is done")
  void complete_whileAnotherCancels() {
    Set<Boolean> refused = new HashSet<>();
    for (int millis = 0; millis < 400; millis += 20) {
      PreviewRacesTest race = new PreviewRacesTest();
      refused.add(race.completeWhileAnotherCancels(Duration.ofMillis(millis)));
    }
    assertThat(refused).containsExactlyInAnyOrder(true, false);
  }

  private boolean completeWhileAnotherCancels(Duration later) {
    Running swap = shop.pending();
    kit.faults().on(Shop.of(Probe.class)).take(Duration.ofSeconds(20));
    kit.storeFaults().takes(STORE_TAKES);
    List<Optional<RefusedException>> completed = new ArrayList<>();
    kit.time().after(later, () -> completed.add(refusedCompletion()));

    assertThat(kit.slots().swaps().cancel(SHOP, STAGING))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
    assertPutBack();
    assertThat(swaps()).hasSize(1);
    return completed.get(0).isPresent();
  }

  private Optional<RefusedException> refusedCompletion() {
    return Optional.ofNullable(
        catchThrowableOfType(
            RefusedException.class, () -> kit.slots().swaps().complete(SHOP, PRODUCTION)));
  }

  @Test
  @DisplayName("S5.2 one who completes just when it expires gets an operation that ends")
  void complete_justWhenItExpires() {
    Set<Boolean> inTime = new HashSet<>();
    for (int millis = -500; millis <= 300; millis += 20) {
      PreviewRacesTest race = new PreviewRacesTest();
      inTime.add(race.completeWhenItExpires(Duration.ofMillis(millis)));
    }
    assertThat(inTime).containsExactlyInAnyOrder(true, false);
  }

  private boolean completeWhenItExpires(Duration later) {
    Running swap = shop.pending(it -> it.previewExpiry(Duration.ofHours(1)));
    kit.storeFaults().takes(STORE_TAKES);
    kit.time().advance(Duration.ofHours(1).plus(later));

    boolean inTime = true;
    try {
      assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
    } catch (RefusedException e) {
      inTime = false;
    }

    assertThat(swap.await())
        .isInstanceOf(inTime ? Outcome.Completed.class : Outcome.Reverted.class);
    if (!inTime) {
      assertPutBack();
    }
    assertThat(swaps()).hasSize(1);
    assertThat(shop.current()).isEmpty();
    assertThat(shop.paused()).isEmpty();
    return inTime;
  }

  private void assertPutBack() {
    assertThat(shop.app()).isEqualTo(before);
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(shop.ids(STAGING));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(shop.ids(PRODUCTION));
  }

  /** What is stored by now, whether or not the store has told so. */
  private AppRecord stored() {
    return store.find(SHOP).toCompletableFuture().join().orElseThrow();
  }

  private List<EndedOperation> swaps() {
    return kit.slots().operations().history(SHOP, 100).stream()
        .filter(it -> it.kind() == OperationKind.SWAP)
        .toList();
  }
}
