package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.core.Cancellation;
import io.slots.core.Running;
import io.slots.operation.ConflictException;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** S9.6: whoever was told that an operation is under way is told how it ends, too. */
class PromisesTest {
  private static final SlotName CANARY = SlotName.of("canary");

  /** It begins, and settings are applied, and instances awaited. */
  private static final int WRITES_BEFORE_THE_PAUSE = 3;

  private final SlotsTestKit kit = SlotsTestKit.create();

  @BeforeEach
  void deploy() {
    Shop.sticky(kit, 2);
    kit.slots().slots().create(SHOP, CANARY);
  }

  private Running prepare(Limits limits) {
    return kit.slots()
        .swaps()
        .prepare(SwapRequest.builder().app(SHOP).source(STAGING).limits(limits).build());
  }

  private Running prepare() {
    return prepare(Limits.defaults());
  }

  private Running deploy(SlotName slot, String version) {
    return kit.slots().slots().deploy(SHOP, slot, Content.of(version));
  }

  @Test
  @DisplayName("S5.2 who prepared a swap hears how it ends, though somebody completed it too early")
  void prepare_completedTooEarly_isTold() {
    Running prepared = prepare();
    assertThat(prepared.awaitPause()).isTrue();
    Running other = deploy(CANARY, "v3");
    assertThatThrownBy(() -> kit.slots().swaps().complete(SHOP, STAGING))
        .isInstanceOf(ConflictException.class);
    other.await();

    Outcome completed = kit.slots().swaps().complete(SHOP, STAGING).await();

    assertThat(completed).isInstanceOf(Outcome.Completed.class);
    assertThat(prepared.await()).isEqualTo(completed);
  }

  @ParameterizedTest
  @EnumSource(
      value = FaultyStore.Fault.class,
      names = {"FAIL_BEFORE", "FAIL_AFTER", "HANG", "THROW", "OVERTAKEN"})
  @DisplayName("S5.2 who prepared a swap hears that it expired, whatever befell the write of that")
  void prepare_expiresBadly_isTold(FaultyStore.Fault fault) {
    Running prepared = prepare(Limits.builder().previewExpiry(Duration.ofMinutes(10)).build());
    assertThat(prepared.awaitPause()).isTrue();

    kit.storeFaults().failWrite(0, fault);

    assertThat(prepared.await()).isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName("S5.2 a swap is completed before it is known that its pause was stored")
  void complete_beforeThePauseIsKnown_isDriven() {
    kit.storeFaults().failWrite(WRITES_BEFORE_THE_PAUSE, FaultyStore.Fault.FAIL_AFTER);
    Running prepared = prepare();
    kit.time().runUntil(() -> !kit.slots().operations().paused(SHOP).isEmpty());

    Running completed = kit.slots().swaps().complete(SHOP, STAGING);

    assertThat(completed.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(prepared.await()).isEqualTo(completed.await());
    kit.time().advance(Duration.ofHours(1));
    assertThat(kit.slots().operations().history(SHOP, 1))
        .containsExactly(prepared.await().report());
  }

  @Test
  @DisplayName("S5.3 a swap that comes to its pause while it is cancelled is cancelled")
  void cancel_whileThePauseIsStored_isNotTooLate() {
    kit.storeFaults().failNone();
    Running prepared = prepare();
    kit.storeFaults().takes(Duration.ofMillis(100));
    kit.time().runUntil(() -> kit.storeFaults().writes() == WRITES_BEFORE_THE_PAUSE);

    Cancellation cancelled = kit.slots().operations().cancel(SHOP, prepared.id());

    assertThat(cancelled.isUnderWay()).isTrue();
    assertThat(prepared.await()).isInstanceOf(Outcome.Reverted.class);
  }

  @Test
  @DisplayName(
      "S6.2 who deployed hears that a newer deployment took its place, though the answer to that was lost")
  void deploy_overtakenWhileItWaits_isTold() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    deploy(STAGING, "v3").await();
    Running waiting = deploy(STAGING, "v4");
    kit.storeFaults().failWrite(0, FaultyStore.Fault.FAIL_AFTER);

    Running newer = deploy(STAGING, "v5");

    assertThat(waiting.await()).isInstanceOf(Outcome.Refused.class);
    assertThat(newer.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName(
      "S6.2 who deployed hears that it was cancelled while it waited, though the answer was lost")
  void deploy_cancelledWhileItWaits_isTold() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    deploy(STAGING, "v3").await();
    Running waiting = deploy(STAGING, "v4");
    kit.storeFaults().failWrite(0, FaultyStore.Fault.FAIL_AFTER);

    assertThat(kit.slots().operations().cancel(SHOP, waiting.id()).isUnderWay()).isTrue();

    assertThat(waiting.await()).isInstanceOf(Outcome.Refused.class);
  }
}
