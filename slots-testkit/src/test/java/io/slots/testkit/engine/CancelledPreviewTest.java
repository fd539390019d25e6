package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** S5.2, S5.3: a swap with preview that is cancelled puts the source back, in every phase. */
class CancelledPreviewTest {
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
  @DisplayName("S5.2 cancelled, by either slot's name, it puts the source back exactly")
  Stream<DynamicTest> cancel_putsBack() {
    return eachSlot(
        slot -> {
          Running swap = shop.pending();

          Cancellation cancelled = kit.slots().swaps().cancel(SHOP, slot);

          assertThat(cancelled)
              .isInstanceOfSatisfying(
                  Cancellation.Reverting.class,
                  it -> assertThat(it.operation().id()).isEqualTo(swap.id()));
          assertThat(swap.await())
              .isInstanceOfSatisfying(
                  Outcome.Reverted.class,
                  it -> assertThat(it.reason()).isEqualTo("it was cancelled"));
          shop.assertPutBack(before);
        });
  }

  @Test
  @DisplayName("S5.2 cancelled by its identity, it puts the source back exactly")
  void cancel_byIdentity_putsBack() {
    Running swap = shop.pending();

    assertThat(kit.slots().operations().cancel(SHOP, swap.id()).isUnderWay()).isTrue();

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName("S5.2 cancelled twice, it is the same operation; afterwards there is nothing to do")
  void cancel_again_isTheSameOperation() {
    Running swap = shop.pending();

    List<Cancellation> all =
        List.of(
            kit.slots().swaps().cancel(SHOP, STAGING),
            kit.slots().swaps().cancel(SHOP, PRODUCTION),
            kit.slots().operations().cancel(SHOP, swap.id()));

    assertThat(all)
        .allSatisfy(
            cancelled ->
                assertThat(cancelled)
                    .isInstanceOfSatisfying(
                        Cancellation.Reverting.class,
                        it -> {
                          assertThat(it.operation().id()).isEqualTo(swap.id());
                          assertThat(it.operation().await()).isEqualTo(swap.await());
                        }));
    shop.assertPutBack(before);
    assertNothingToCancel();
    assertThat(shop.swaps()).hasSize(1);
  }

  @Test
  @DisplayName("S5.2 cancel with nothing pending is a no-op")
  void cancel_nothingPending_doesNothing() {
    assertNothingToCancel();

    shop.swap();
    assertNothingToCancel();
  }

  private void assertNothingToCancel() {
    var record = kit.time().await(kit.store().find(SHOP));
    kit.forgetCalls();
    for (SlotName slot : List.of(STAGING, PRODUCTION)) {
      assertThat(kit.slots().swaps().cancel(SHOP, slot))
          .isInstanceOf(Cancellation.NothingToCancel.class);
    }
    kit.time().advance(Duration.ofHours(1));
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);
    assertThat(kit.calls()).isEmpty();
  }

  @TestFactory
  @DisplayName("S5.3 until the switch a swap with preview can be cancelled, afterwards not")
  Stream<DynamicTest> cancel_inEveryStep() {
    Set<StepName> tooLate =
        Set.of(StepName.UPDATE_ROUTING, StepName.DRAIN_FORMER_TARGET, StepName.REPEAT_FOR_SOURCE);
    return Stream.of(
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.RECHECK_INSTANCES,
            StepName.INITIALIZE_LOCAL_CACHE,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE)
        .map(
            step ->
                dynamicTest(
                    step.toString(),
                    () -> {
                      setUp();
                      shop.set(STAGING, "WEBSITE_LOCAL_CACHE_OPTION", "Always");
                      kit.slots().slots().deploy(SHOP, STAGING, Content.of("v2")).await();
                      before = shop.app();
                      kit.forgetCalls();
                      Running swap = shop.prepare();
                      if (step != StepName.APPLY_SETTINGS && step != StepName.AWAIT_INSTANCES) {
                        swap.awaitPause();
                        kit.slots().swaps().complete(SHOP, STAGING);
                      }
                      shop.until(step);

                      Cancellation cancelled = kit.slots().swaps().cancel(SHOP, PRODUCTION);

                      if (tooLate.contains(step)) {
                        assertThat(cancelled)
                            .isInstanceOfSatisfying(
                                Cancellation.TooLate.class,
                                it -> assertThat(it.operation().id()).isEqualTo(swap.id()));
                        assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
                      } else {
                        assertThat(cancelled).isInstanceOf(Cancellation.Reverting.class);
                        assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
                        shop.assertPutBack(before);
                      }
                    }));
  }

  @Test
  @DisplayName("S7.1 a source that gets a share of traffic is out of the routes when it restarts")
  void cancel_ofASourceWithAShare() {
    kit.slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 10)));
    before = shop.app();
    kit.forgetCalls();
    kit.watch(
        call -> {
          if (call.effect() instanceof Restart) {
            assertThat(kit.router().instancesOf(SHOP, STAGING)).isEmpty();
          }
        });
    Running swap = shop.prepare();
    assertThat(swap.awaitPause()).isTrue();
    assertThat(kit.router().instancesOf(SHOP, STAGING)).isEqualTo(shop.ids(STAGING));

    kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(shop.calls(Restart.class)).hasSize(4);
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName("S4.2 wherever the restarts move the instances, the routes lead to them")
  void cancel_whereRestartsMove() {
    kit.platform().restartsMove();
    Running swap = shop.pending();

    kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    shop.assertRoutesLeadToInstances();
    assertThat(shop.app().production()).isEqualTo(before.production());
  }

  @Test
  @DisplayName("S5.2 after a cancelled preview the slots can be swapped")
  void cancel_thenSwap() {
    shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    kit.time().runUntil(() -> shop.current().isEmpty());

    assertThat(shop.swap()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S4.2 if putting back fails, the cancelled swap says which instances")
  void cancel_puttingBackFails_isReported() {
    Running swap = shop.pending();
    InstanceId bad = shop.ids(STAGING).get(1);
    kit.faults().on(Shop.of(Restart.class, bad)).failBefore("disk full");

    kit.slots().swaps().cancel(SHOP, STAGING);

    assertThat(swap.await())
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> assertThat(it.degraded()).containsExactly(bad));
    assertThat(shop.paused()).isEmpty();
    kit.faults().clear();
    kit.slots().slots().repair(SHOP, STAGING).await();
    shop.assertPutBack(before);
  }

  @Test
  @DisplayName("S8.1 a cancelled preview is told as one")
  void events_ofACancelledSwap() {
    Running swap = shop.pending();
    kit.slots().swaps().cancel(SHOP, STAGING);
    swap.await();

    assertThat(only(kit.events(), SlotsEvent.OperationResumed.class).decision())
        .isEqualTo(Decision.CANCEL);
    assertThat(only(kit.events(), SlotsEvent.TurnedBack.class).reason())
        .isEqualTo("it was cancelled");
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

  private static <E> Stream<E> of(List<SlotsEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private static <E> E only(List<SlotsEvent> events, Class<E> type) {
    List<E> found = of(events, type).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }
}
