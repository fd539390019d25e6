package io.slots.testkit;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.anyCall;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slots.core.Running;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stall tells who waits for what. */
class StallTest {
  private static final SwapRequest SWAP = SwapRequest.of(SHOP, STAGING);

  private final SlotsTestKit kit = SlotsTestKit.create();

  private StalledException stall(Running running) {
    StalledException stalled = catchThrowableOfType(StalledException.class, running::await);
    assertThat(stalled).isNotNull();
    return stalled;
  }

  @Test
  void previewThatNobodyDecidesOn_waitsForADecision() {
    kit.given(stagingAndProduction());
    Running swap = kit.slots().swaps().prepare(SWAP);

    StalledException stalled = stall(swap);
    assertThat(stalled).hasMessageStartingWith("nothing is left to happen at 2026-01-01T00:00:");
    assertThat(stalled.stall().waits())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.who()).isEqualTo("op-5 of shop");
              assertThat(it.what())
                  .startsWith("waits for a decision since ")
                  .endsWith("complete or cancel it");
            });
    assertThat(stalled.stall().timers()).isEmpty();
    assertThat(stalled).hasMessageContaining("op-5 of shop  waits for a decision since");
  }

  @Test
  void callThatIsNeverAnswered_isNamedWithItsFault() {
    kit.given(stagingAndProduction());
    kit.faults().on(restarts()).nth(2).hang();
    kit.time().patience(Duration.ofMinutes(1));
    Running swap = kit.slots().swaps().prepare(SWAP);

    assertThat(stall(swap).stall().waits())
        .extracting(Stall.Waiting::what)
        .anyMatch(
            it ->
                it.startsWith(
                        "an answer to call 1, \"restart shop-v2-op-4-2 as production\", since")
                    && it.endsWith("; planted: hangs, and is not done"));
  }

  @Test
  void engineThatStandsStill_isNamed_andSoIsItsOperation() {
    kit.given(stagingAndProduction());
    Running swap = kit.slots().swaps().swap(SWAP);
    kit.standStill(1);

    assertThat(stall(swap).stall().waits())
        .extracting(Object::toString)
        .anySatisfy(
            it ->
                assertThat(it)
                    .contains("op-5 of shop", "is at \"apply settings\"", "driven by engine-1"))
        .anySatisfy(it -> assertThat(it).contains("engine-1", "it stands still"));
  }

  @Test
  void operationOfAnEngineThatDied_isNamed() {
    kit.given(stagingAndProduction());
    Running swap = kit.slots().swaps().swap(SWAP);
    kit.die(1);

    assertThat(stall(swap))
        .hasMessageContaining("is at \"apply settings\" and is driven by engine-1");
  }

  @Test
  void writeThatIsNeverAnswered_isNamed() {
    kit.given(stagingAndProduction());
    kit.storeFaults().failWrite(1, FaultyStore.Fault.HANG);
    Running swap = kit.slots().swaps().prepare(SWAP);

    assertThat(stall(swap)).hasMessageContaining("an answer to write 1 to the store, of app shop");
  }

  @Test
  void storeThatCannotBeReached_keepsNoReasonFromBeingTold() {
    kit.given(stagingAndProduction());
    Running swap = kit.slots().swaps().prepare(SWAP);
    swap.awaitPause();
    kit.storeFaults().goDown();

    assertThat(stall(swap))
        .hasMessageContaining("operations of shop  cannot be asked: the connection to the store");
  }

  @Test
  void enginesThatShowSignsOfLife_areSeenWaiting() {
    SlotsTestKit shared = SlotsTestKit.shared(it -> it);
    shared.given(stagingAndProduction());
    shared.time().patience(Duration.ofDays(2));
    Running swap = shared.slots().swaps().prepare(SWAP);

    assertThat(stall(swap))
        .hasMessageStartingWith("2 d have passed")
        .hasMessageContaining("waits for a decision since")
        .hasMessageContaining("What would happen next\n  in ")
        .hasMessageContaining("engine-1");
  }

  @Test
  void operationThatWaitsForATimer_tellsWhatWouldHappenNext() {
    kit.given(stagingAndProduction());
    kit.faults().on(restarts()).nth(1).take(Duration.ofHours(1));
    kit.time().patience(Duration.ofSeconds(90));
    Running swap = kit.slots().swaps().swap(SWAP);

    StalledException stalled = stall(swap);
    assertThat(stalled.stall().timers())
        .extracting(PendingTimer::owner)
        .contains("engine-1", "the answer to \"restart shop-v2-op-4-1 as production\"");
    assertThat(stalled.stall().waits())
        .extracting(Stall.Waiting::what)
        .anyMatch(it -> it.contains("restart"));
  }

  @Test
  void untilIdle_stallsWithTheSameReasons() {
    kit.given(stagingAndProduction());
    kit.slots().swaps().swap(SWAP);
    kit.standStill(1);

    assertThatThrownBy(kit::untilIdle).hasMessageContaining("it stands still");
    kit.goOn(1);
    kit.untilIdle();
    assertThat(kit.router().instancesOf(SHOP, PRODUCTION)).hasSize(2);
    assertThat(kit.history()).isNotEmpty();
    assertThat(kit.calls()).anyMatch(anyCall());
  }
}
