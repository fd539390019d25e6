package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Effect;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.operation.ConflictException;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.spi.AppRecord;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S9.3, S9.4: several engines on one store. */
class SeveralEnginesTest {
  private static final Duration LEASE = Duration.ofSeconds(15);

  private final SlotsTestKit kit =
      SlotsTestKit.shared(
          builder -> builder.limits(Limits.builder().keepWarm(Duration.ofMinutes(10)).build()));
  private final Slots first = kit.slots();

  SeveralEnginesTest() {
    Shop.sticky(kit, 2);
  }

  private Running swapOf(Slots engine) {
    return engine.swaps().swap(SwapRequest.of(SHOP, STAGING));
  }

  private AppRecord record() {
    return kit.store().find(SHOP).toCompletableFuture().join().orElseThrow();
  }

  private Operation operation() {
    return record().operation().orElseThrow();
  }

  private boolean isAt(StepName step) {
    return record().operation().filter(it -> it.position().step() == step).isPresent();
  }

  private void untilAt(StepName step) {
    kit.time().runUntil(() -> isAt(step));
  }

  private static boolean isAboutSwap(RecordedCall call, OperationId id) {
    return call.call().operation().equals(id);
  }

  private List<RecordedCall> callsOf(OperationId id, long token) {
    return kit.calls().stream()
        .filter(it -> isAboutSwap(it, id) && it.call().fencingToken() == token)
        .toList();
  }

  private static boolean hasEffect(Effect effect) {
    return effect instanceof Restart || effect instanceof PublishRoutes;
  }

  @Test
  @DisplayName("S9.4 an engine that is built leaves alone what another drives, and may be asked")
  void anotherEngine_leavesTheFirstAlone() {
    Running swap = swapOf(first);
    untilAt(StepName.WARM_UP);

    Slots second = kit.anotherEngine();

    assertThat(operation().holder().name()).isEqualTo("engine-1");
    assertThatThrownBy(() -> second.swaps().swap(SwapRequest.of(SHOP, STAGING)))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("of engine-1/1");
    Running followed = second.operations().follow(SHOP, swap.id());
    assertThat(followed.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName("S9.4 an engine that is not told of writes looks for itself")
  void follow_withoutNotification() {
    kit.sharedStore().stopTelling();
    Slots second = kit.anotherEngine();
    Running swap = swapOf(first);

    assertThat(second.operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = StepName.class,
      names = {"APPLY_SETTINGS", "AWAIT_INSTANCES", "WARM_UP"})
  @DisplayName("S9.3 what a dead engine drove before the switch, another reverts by itself")
  void die_beforeTheSwitch(StepName step) {
    Slots second = kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(step);
    Running followed = second.operations().follow(SHOP, swap.id());

    kit.die(1);

    Outcome outcome = followed.await();
    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(outcome.report().reason())
        .hasValueSatisfying(it -> assertThat(it).contains("engine-1"));
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION))
        .allSatisfy(
            it ->
                assertThat(kit.platform().running(it).orElseThrow().content())
                    .isEqualTo(Content.of("v1")));
  }

  @ParameterizedTest
  @EnumSource(
      value = StepName.class,
      names = {"UPDATE_ROUTING", "REPEAT_FOR_SOURCE"})
  @DisplayName("S9.3 what a dead engine drove from the switch on, another finishes by itself")
  void die_fromTheSwitchOn(StepName step) {
    Slots second = kit.anotherEngine();
    Running swap =
        first
            .swaps()
            .swap(
                SwapRequest.builder().app(SHOP).source(STAGING).limits(Limits.defaults()).build());
    untilAt(step);
    Running followed = second.operations().follow(SHOP, swap.id());

    kit.die(1);

    assertThat(followed.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION))
        .allSatisfy(
            it ->
                assertThat(kit.platform().running(it).orElseThrow().content())
                    .isEqualTo(Content.of("v2")));
  }

  @Test
  @DisplayName("S9.3 a dead engine's lease runs out before anybody goes on with what it drove")
  void die_isWaitedFor() {
    kit.anotherEngine();
    swapOf(first);
    untilAt(StepName.WARM_UP);
    kit.die(1);

    kit.time().advance(LEASE.dividedBy(2));
    assertThat(operation().holder().name()).isEqualTo("engine-1");

    kit.time().advance(LEASE);
    assertThat(record().operation().map(it -> it.holder().name()).orElse("ended"))
        .isNotEqualTo("engine-1");
  }

  @Test
  @DisplayName("S9.3 an engine that is closed gives its lease back: another goes on at once")
  void close_handsOver() {
    Slots second = kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.WARM_UP);
    Running followed = second.operations().follow(SHOP, swap.id());

    first.close();
    kit.time().settle();

    assertThat(operation().holder().name()).isEqualTo("engine-2");
    assertThat(followed.await()).isInstanceOf(Outcome.Reverted.class);
    assertThatThrownBy(swap::await).isInstanceOf(EngineStoppedException.class);
  }

  @ParameterizedTest
  @EnumSource(
      value = StepName.class,
      names = {"WARM_UP", "APPLY_SETTINGS", "UPDATE_ROUTING", "REPEAT_FOR_SOURCE"})
  @DisplayName("S9.4 an engine that stood still finds itself fenced, and stops without an effect")
  void standStill_isFenced(StepName step) {
    Slots second = kit.anotherEngine();
    Running swap =
        first
            .swaps()
            .swap(
                SwapRequest.builder().app(SHOP).source(STAGING).limits(Limits.defaults()).build());
    untilAt(step);
    long token = operation().fencingToken();
    kit.standStill(1);
    Outcome outcome = second.operations().follow(SHOP, swap.id()).await();
    int before = callsOf(swap.id(), token).size();

    kit.goOn(1);
    kit.time().advance(Duration.ofMinutes(5));

    assertThat(callsOf(swap.id(), token)).hasSize(before);
    assertThat(kit.fencedCalls()).isEmpty();
    assertThat(callsOf(swap.id(), token + 1)).isNotEmpty();
    assertThat(swap.await())
        .as("the first engine tells how the second ended it")
        .isEqualTo(outcome);
  }

  @Test
  @DisplayName("S9.4 an engine that stood still, and hears of no write, reads whose it is now")
  void standStill_unheard_isFenced() {
    kit.anotherEngine();
    kit.sharedStore().stopTelling(); // They look for themselves now, and again in 30 s.
    kit.time().settle();
    Limits oneByOne = Limits.builder().parallelism(1).build();
    first.swaps().swap(SwapRequest.builder().app(SHOP).source(STAGING).limits(oneByOne).build());
    kit.time().advance(Duration.ofMillis(500));
    long token = operation().fencingToken();
    kit.standStill(1);
    kit.time().advance(Duration.ofSeconds(20));
    assertThat(record().fencingToken()).as("taken over").isGreaterThan(token);

    kit.goOn(1);
    kit.time().advance(Duration.ofSeconds(5));

    assertThat(kit.fencedCalls()).as("the second instance is not restarted").isEmpty();
  }

  @Test
  @DisplayName("S9.4 an engine that stood still begins nothing before it has its lease again")
  void standStill_nobodyElse_goesOn() {
    Running swap = swapOf(first);
    untilAt(StepName.APPLY_SETTINGS);
    long token = operation().fencingToken();
    kit.standStill(1);
    kit.time().advance(Duration.ofMinutes(1));
    kit.storeFaults().goDown();
    int before = callsOf(swap.id(), token).size();

    kit.goOn(1);
    kit.time().advance(Duration.ofMinutes(1));
    assertThat(callsOf(swap.id(), token)).hasSize(before);
    kit.storeFaults().comeUp();
    assertThat(first.operations().waits(SHOP))
        .anySatisfy(it -> assertThat(it.what()).contains("lease"));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(callsOf(swap.id(), token)).hasSizeGreaterThan(before);
  }

  @Test
  @DisplayName("S9.4 when the store was gone for everybody, nobody takes the others for dead")
  void storeGone_everybodyKeepsItsOwn() {
    kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.WARM_UP);
    kit.storeFaults().goDown();
    kit.time().advance(Duration.ofMinutes(3));

    kit.storeFaults().comeUp();

    Outcome outcome = swap.await();
    assertThat(outcome.report().reason().orElse("")).doesNotContain("engine-1 stopped");
    assertThat(kit.events()).noneMatch(it -> it instanceof SlotsEvent.OperationLost);
  }

  @Test
  @DisplayName(
      "S9.4 nor does who hears first that the store is back, and may have missed something")
  void storeBack_whoeverHearsFirst_takesNothing() {
    kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.APPLY_SETTINGS);
    kit.storeFaults().goDown();
    kit.time().advance(Duration.ofMinutes(3));

    kit.storeFaults().comeUp();
    kit.sharedStore().stopTelling();
    kit.time().settle();

    assertThat(operation().holder().name()).isEqualTo("engine-1");
    assertThat(swap.await().report().reason().orElse("")).doesNotContain("stopped");
    assertThat(kit.events()).noneMatch(it -> it instanceof SlotsEvent.OperationLost);
  }

  @Test
  @DisplayName("S5.3 a wish to cancel that comes before a lost answer is read back is obeyed")
  void cancel_elsewhere_whileAnAnswerIsLost() {
    Slots second = kit.anotherEngine();
    kit.sharedStore().stopTelling();
    kit.storeFaults().failWrite(1, FaultyStore.Fault.FAIL_AFTER);
    Running swap = swapOf(first);
    kit.time().runUntil(() -> kit.storeFaults().writes() > 1);
    kit.storeFaults().failNone();

    assertThat(second.operations().cancel(SHOP, swap.id()))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S9.4 clocks that are set change nothing in a lease")
  void setClock_changesNoLease() {
    kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.AWAIT_INSTANCES);
    long token = operation().fencingToken();

    kit.time().setClock(Duration.ofMinutes(-90));
    kit.time().advance(LEASE);

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(callsOf(swap.id(), token + 1)).isEmpty();
  }

  @Test
  @DisplayName("S5.3 any engine may cancel what another drives")
  void cancel_elsewhere() {
    Slots second = kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.APPLY_SETTINGS);

    Cancellation cancellation = second.operations().cancel(SHOP, swap.id());

    assertThat(cancellation).isInstanceOf(Cancellation.Reverting.class);
    Outcome outcome = ((Cancellation.Reverting) cancellation).operation().await();
    assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
    assertThat(outcome.report().reason()).contains("it was cancelled");
    assertThat(swap.await()).isEqualTo(outcome);
  }

  @Test
  @DisplayName("S5.3 an engine that did not hear of the wish to cancel finds it when it writes")
  void cancel_elsewhere_unheard() {
    Slots second = kit.anotherEngine();
    kit.sharedStore().stopTelling();
    Running swap = swapOf(first);
    untilAt(StepName.AWAIT_INSTANCES);

    assertThat(second.operations().cancel(SHOP, swap.id()))
        .isInstanceOf(Cancellation.Reverting.class);

    assertThat(swap.await()).isInstanceOf(Outcome.Reverted.class);
    assertThat(kit.calls())
        .noneMatch(it -> it.effect().describe().contains("shop.localhost → shop-v2"));
  }

  @Test
  @DisplayName("S5.3 from the switch on no engine can cancel it any more")
  void cancel_elsewhere_tooLate() {
    Slots second = kit.anotherEngine();
    Running swap = swapOf(first);
    untilAt(StepName.UPDATE_ROUTING);

    assertThat(second.operations().cancel(SHOP, swap.id()))
        .isInstanceOf(Cancellation.TooLate.class);

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName(
      "S5.2 a preview outlives its engine: another completes it, and a third looks after it")
  void preview_isLookedAfter() {
    Slots second = kit.anotherEngine();
    Limits expiring = Limits.builder().previewExpiry(Duration.ofHours(1)).build();
    Running preview =
        first
            .swaps()
            .prepare(SwapRequest.builder().app(SHOP).source(STAGING).limits(expiring).build());
    assertThat(preview.awaitPause()).isTrue();
    Running followed = second.operations().follow(SHOP, preview.id());
    assertThat(followed.awaitPause()).isTrue();
    kit.die(1);

    kit.time().advance(Duration.ofMinutes(1));
    assertThat(record().engine().map(EngineId::name)).contains("engine-2");

    assertThat(followed.await()).isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S4.9 a slot that a dead engine kept warm is settled by another")
  void keptWarm_isSettled() {
    kit.anotherEngine();
    assertThat(swapOf(first).await()).isInstanceOf(Outcome.Completed.class);
    kit.die(1);

    kit.time().advance(Duration.ofMinutes(12));

    assertThat(record().app().slot(STAGING).keptWarmUntil()).isEmpty();
    assertThat(record().operation()).isEmpty();
  }

  @Test
  @DisplayName(
      "S6.2 a deployment that waits for another engine's automatic swap is told how it ends")
  void queued_behindAnotherEngine() {
    Slots second = kit.anotherEngine();
    first.swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    first.slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    kit.time().runUntil(() -> isAt(StepName.WARM_UP));

    Running waiting = second.slots().deploy(SHOP, STAGING, Content.of("v4"));

    assertThat(waiting.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(waiting.await().report().id()).isEqualTo(waiting.id());
  }

  @Test
  @DisplayName("S9.3 a new incarnation of an engine goes on at once with what the old one left")
  void sameName_takesOverAtOnce() {
    SlotsTestKit named = SlotsTestKit.shared(builder -> builder.name("pod-0"));
    Shop.sticky(named, 2);
    Running swap = named.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    named
        .time()
        .runUntil(
            () ->
                named
                    .store()
                    .find(SHOP)
                    .toCompletableFuture()
                    .join()
                    .flatMap(AppRecord::operation)
                    .filter(it -> it.position().step() == StepName.WARM_UP)
                    .isPresent());
    var died = named.time().now();

    named.crashAndRestartEngine();

    assertThat(named.time().now()).isEqualTo(died);
    assertThat(named.slots().operations().current(SHOP).orElseThrow().isGoingBack()).isTrue();
    assertThat(named.slots().operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S9.4 an engine whose name another incarnation has taken stops")
  void superseded_stops() {
    SlotsTestKit named = SlotsTestKit.shared(builder -> builder.name("pod-0"));
    Shop.sticky(named, 2);
    Slots old = named.slots();
    Running swap = old.swaps().swap(SwapRequest.of(SHOP, STAGING));

    Slots young = named.anotherEngine();
    named.time().advance(LEASE);

    assertThatThrownBy(swap::await)
        .isInstanceOf(EngineStoppedException.class)
        .hasMessageContaining("another engine of the same name");
    assertThatThrownBy(() -> old.swaps().swap(SwapRequest.of(SHOP, STAGING)))
        .isInstanceOf(EngineStoppedException.class);
    assertThat(young.operations().follow(SHOP, swap.id()).await())
        .isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S9.4 two engines never drive one swap at once, whoever dies or stands still when")
  void twoEngines_takeTurns() {
    Slots second = kit.anotherEngine();
    long[] highest = {0};
    kit.watch(
        call -> {
          if (hasEffect(call.effect())) {
            assertThat(call.call().fencingToken()).isGreaterThanOrEqualTo(highest[0]);
            highest[0] = call.call().fencingToken();
          }
        });
    for (int i = 0; i < 20; i++) {
      Running swap = (i % 2 == 0 ? first : second).swaps().swap(SwapRequest.of(SHOP, STAGING));
      kit.time().advance(Duration.ofMillis(700L * i));
      int still = 1 + i % 2;
      kit.standStill(still);
      kit.time().advance(Duration.ofSeconds(40));
      kit.goOn(still);
      Optional<Operation> current = record().operation();
      current.ifPresent(it -> first.operations().follow(SHOP, it.id()).await());
      assertThat(swap.await()).isNotNull();
      kit.time().advance(Duration.ofMinutes(12));
    }
  }
}
