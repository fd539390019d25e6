package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.ConflictException;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2, S9.3: a swap with preview whose engine dies, or is closed. */
class PreviewCrashTest {
  private SlotsTestKit kit = SlotsTestKit.create();
  private Shop shop = Shop.varied(kit, 2);
  private App before = shop.app();

  @BeforeEach
  void setUp() {
    kit = SlotsTestKit.create();
    shop = Shop.varied(kit, 2);
    before = shop.app();
  }

  // ---- while it is pending

  @Test
  @DisplayName("S5.2 the pause survives: the next engine lists it, with its holder and since when")
  void pending_isListed() {
    Running swap = shop.pending();
    Operation paused = shop.paused().get(0);
    kit.time().advance(Duration.ofDays(1));

    kit.crashAndRestartEngine();
    kit.time().advance(Duration.ofDays(1));

    assertThat(shop.paused()).containsExactly(paused);
    assertThat(paused.holder().name()).isEqualTo("engine-1");
    assertThat(shop.current()).isEmpty();
    assertThat(kit.calls()).isEmpty();
    Running followed = kit.slots().operations().follow(SHOP, swap.id());
    assertThat(followed.awaitPause()).isTrue();
    assertThat(followed.outcome().toCompletableFuture()).isNotDone();
  }

  @Test
  @DisplayName("S5.2 the next engine completes it, without another restart")
  void pending_isCompleted() {
    shop.pending();
    kit.crashAndRestartEngine();
    List<InstanceId> incoming = shop.ids(STAGING);

    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);

    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).isEqualTo(incoming);
    assertThat(shop.calls(Restart.class))
        .isNotEmpty()
        .noneMatch(it -> incoming.contains(it.effect().instanceId().orElseThrow()));
  }

  @Test
  @DisplayName("S5.2 the next engine cancels it, and is the holder while it does")
  void pending_isCancelled() {
    Running swap = shop.pending();
    kit.crashAndRestartEngine();

    assertThat(kit.slots().swaps().cancel(SHOP, PRODUCTION))
        .isInstanceOf(Cancellation.Reverting.class);
    assertThat(shop.current().map(it -> it.holder().name())).contains("engine-2");

    assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName("S1.7 the next engine keeps both slots locked")
  void pending_staysLocked() {
    Running swap = shop.pending();
    kit.crashAndRestartEngine();

    assertThatThrownBy(() -> shop.swap())
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining(swap.id().value())
        .hasMessageContaining("engine-1");
  }

  @Test
  @DisplayName("S8.3 the same request id again returns the paused operation from the next engine")
  void pending_sameRequestId() {
    SwapRequest request =
        SwapRequest.builder().app(SHOP).source(STAGING).requestId(RequestId.of("42")).build();
    Running swap = kit.slots().swaps().prepare(request);
    swap.awaitPause();
    kit.crashAndRestartEngine();

    Running again = kit.slots().swaps().prepare(request);

    assertThat(again.id()).isEqualTo(swap.id());
    assertThat(again.awaitPause()).isTrue();
  }

  @Test
  @DisplayName("S5.2 crash after crash it stays pending, and is completed in the end")
  void pending_manyCrashes() {
    shop.pending();
    for (int i = 0; i < 20; i++) {
      kit.time().advance(Duration.ofHours(7));
      kit.crashAndRestartEngine();
    }

    assertThat(kit.calls()).isEmpty();
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S5.2 who waits for it is told when the engine is closed, and follows the next one")
  void pending_engineIsClosed() {
    Running swap = shop.pending();
    Slots closed = kit.slots();
    closed.close();

    assertThatThrownBy(swap::await)
        .isInstanceOf(EngineStoppedException.class)
        .hasMessageContaining(swap.id().value());
    assertThatThrownBy(() -> closed.operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(EngineStoppedException.class);
    assertThatThrownBy(() -> closed.swaps().complete(SHOP, STAGING))
        .isInstanceOf(EngineStoppedException.class);
    assertThatThrownBy(() -> closed.swaps().cancel(SHOP, STAGING))
        .isInstanceOf(EngineStoppedException.class);

    kit.crashAndRestartEngine();
    assertThat(shop.paused()).extracting(Operation::id).containsExactly(swap.id());
    assertThat(kit.slots().swaps().complete(SHOP, STAGING).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  // ---- while it goes on

  @TestFactory
  @DisplayName("S9.3 an engine that dies before the pause: the swap is reverted, and never pauses")
  Stream<DynamicTest> beforeThePause_isReverted() {
    return each(
        List.of(StepName.APPLY_SETTINGS, StepName.AWAIT_INSTANCES),
        step -> {
          Running swap = shop.prepare();
          shop.until(step);

          kit.crashAndRestartEngine();

          Running followed = kit.slots().operations().follow(SHOP, swap.id());
          assertThat(followed.awaitPause()).isFalse();
          assertThat(followed.await())
              .isInstanceOfSatisfying(
                  Outcome.Reverted.class,
                  it ->
                      assertThat(it.reason())
                          .isEqualTo("engine engine-1/1 stopped at \"" + step + "\""));
          shop.assertPutBack(before);
          assertThat(shop.paused()).isEmpty();
        });
  }

  @TestFactory
  @DisplayName("S9.3 an engine that dies after the completion, before the switch: it is reverted")
  Stream<DynamicTest> completed_beforeTheSwitch_isReverted() {
    return each(
        List.of(StepName.RECHECK_INSTANCES, StepName.INITIALIZE_LOCAL_CACHE, StepName.WARM_UP),
        step -> {
          Running swap = completedUntil(step);
          kit.platform().allowOverlappingRestarts();

          kit.crashAndRestartEngine();

          assertThat(kit.slots().swaps().complete(SHOP, STAGING).id()).isEqualTo(swap.id());
          assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
              .isInstanceOf(Outcome.Reverted.class);
          shop.assertPutBack(before);
        });
  }

  @TestFactory
  @DisplayName("S9.3 an engine that dies at or after the switch: the swap is finished")
  Stream<DynamicTest> completed_afterTheSwitch_isFinished() {
    return each(
        List.of(StepName.UPDATE_ROUTING, StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE),
        step -> {
          Running swap = completedUntil(step);
          kit.platform().allowOverlappingRestarts();

          kit.crashAndRestartEngine();

          assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
              .isInstanceOf(Outcome.Completed.class);
          assertThat(shop.app().production().deployed().orElseThrow().content().version())
              .isEqualTo("v2");
          for (InstanceId id : shop.ids(STAGING)) {
            assertThat(kit.platform().running(id).orElseThrow().settings())
                .isEqualTo(shop.app().slot(STAGING).settings());
          }
        });
  }

  @Test
  @DisplayName("S9.3 an engine that dies while it puts a cancelled preview back: it is put back")
  void cancelled_isPutBack() {
    Running swap = shop.pending();
    kit.platform().allowOverlappingRestarts();
    kit.slots().swaps().cancel(SHOP, STAGING);
    kit.time().advance(Duration.ofMillis(500));

    kit.crashAndRestartEngine();

    assertThat(kit.slots().operations().follow(SHOP, swap.id()).await())
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName(
      "S8.1 a completed swap that another engine takes over is told as started, not resumed")
  void takenOver_isToldOnce() {
    Running swap = completedUntil(StepName.WARM_UP);
    kit.crashAndRestartEngine();
    kit.slots().operations().follow(SHOP, swap.id()).await();

    List<SlotsEvent> events = kit.events();
    assertThat(events).filteredOn(it -> it instanceof SlotsEvent.OperationResumed).hasSize(1);
    assertThat(events)
        .filteredOn(it -> it instanceof SlotsEvent.OperationStarted started && started.resumed())
        .extracting(SlotsEvent::operation)
        .containsExactly(swap.id());
  }

  /** A local cache is initialized, so that there is every step. */
  private Running completedUntil(StepName step) {
    shop.set(STAGING, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    before = shop.app();
    Running swap = shop.pending();
    kit.slots().swaps().complete(SHOP, STAGING);
    shop.until(step);
    return swap;
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
