package io.slots.testkit.regression;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.anyCall;
import static io.slots.testkit.CallPattern.publications;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.core.Running;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.RecordedOperation;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Engines that die, stand still, or come back late. */
class TakeOverTest {
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);
  private static final Duration LEASE = Duration.ofMinutes(1);

  private static SlotsTestKit shared() {
    SlotsTestKit kit = SlotsTestKit.shared(it -> it.lease(LEASE));
    kit.given(stagingAndProduction());
    return kit;
  }

  private static List<EndedOperation> history(SlotsTestKit kit) {
    return kit.slots().operations().history(SHOP, 100);
  }

  @Test
  @DisplayName("an answer that comes when all is over brings nothing back to life")
  void lateRetryCannotReviveTerminalOperation() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(stagingAndProduction());
    kit.platform().allowOverlappingRestarts();
    kit.faults().on(restarts()).nth(1).answerLate(Duration.ofHours(5));
    RecordedOperation swap = kit.swap(SWAP);
    assertThat(swap).reverted();
    List<EndedOperation> before = history(kit);
    int calls = kit.calls().size();

    kit.time().advance(Duration.ofHours(10));

    assertThat(history(kit)).isEqualTo(before);
    assertThat(kit.slots().operations().current(SHOP)).isEmpty();
    assertThat(kit.calls()).hasSize(calls).first().matches(RecordedCall::isAnswered);
    assertThat(swap).reverted();
  }

  @Test
  @DisplayName("an engine that starts leaves alone what another, which lives, has under way")
  void recoveryIgnoresOperationsStartedByThisProcess() {
    SlotsTestKit kit = shared();
    RecordedOperation swap = kit.recorded(kit.slots().swaps().swap(SWAP));
    kit.time().runUntil(() -> !kit.calls().isEmpty());

    kit.anotherEngine();
    kit.anotherEngine();

    assertThat(swap.await()).isCompleted();
    assertThat(swap).made(restarts(), 4).switchedRoutingOnce();
    assertThat(kit.calls()).allMatch(call -> call.call().attempt() == 1);
    assertThat(kit.fencedCalls()).isEmpty();
  }

  @Test
  @DisplayName("whoever held the lock, stood still and comes back changes nothing any more")
  void staleLockHolderIsFenced() {
    SlotsTestKit kit = shared();
    Running swap = kit.slots().swaps().swap(SWAP);
    kit.time().runUntil(() -> !kit.calls().isEmpty());
    kit.anotherEngine();
    kit.standStill(1);
    kit.time().advance(LEASE.multipliedBy(3));
    kit.untilIdle();
    List<EndedOperation> before = history(kit);
    assertThat(before.get(0).id()).isEqualTo(swap.id());
    int calls = kit.calls().size();

    kit.goOn(1);
    kit.time().advance(LEASE.multipliedBy(3));

    assertThat(history(kit)).isEqualTo(before);
    assertThat(kit.calls()).hasSize(calls);
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v1");
  }

  @Test
  @DisplayName("an instance that was ready before a crash is asked again before it gets a request")
  void restoredTargetIsNotAssumedHealthy() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(stagingAndProduction());
    assertThat(kit.slots().swaps().prepare(SWAP).awaitPause()).isTrue();
    kit.platform().kill(kit.router().instancesOf(SHOP, STAGING).get(0));
    kit.crashAndRestartEngine();

    RecordedOperation completed = kit.carryOut(it -> it.swaps().complete(SHOP, STAGING));

    assertThat(completed).reverted().neverSwitchedRouting();
    assertThat(kit.router()).route(SHOP, PRODUCTION).leadsTo("v1");
  }

  @Test
  @DisplayName("an engine that is told of no write any more hears of the end all the same")
  void lostEventDoesNotStall() {
    SlotsTestKit kit = shared();
    Running swap = kit.slots().swaps().swap(SWAP);
    kit.anotherEngine();
    kit.sharedStore().stopTelling();

    Outcome outcome = kit.slots().operations().follow(SHOP, swap.id()).await();

    assertThat(outcome).isCompleted();
  }

  @Test
  @DisplayName("an answer that is lost is not waited for: what was done is found out otherwise")
  void lostEventDoesNotStall_ofACall() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(stagingAndProduction());
    kit.faults().on(publications()).nth(1).hangAfter();

    assertThat(kit.swap(SWAP)).completed().switchedRoutingOnce();
    assertThat(kit.history()).hasNone(anyCall().goingBack());
  }
}
