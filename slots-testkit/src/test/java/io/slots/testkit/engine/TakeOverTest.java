package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.core.Running;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.SwapRequest;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S9.3, S9.4: an engine takes over what another has begun, and the other gives it up. */
class TakeOverTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);

  private void assertReverted() {
    kit.time().advance(Duration.ofMinutes(5));
    assertThat(kit.slots().operations().current(SHOP)).isEmpty();
    assertThat(kit.slots().operations().history(SHOP, 1))
        .extracting(EndedOperation::ending)
        .containsExactly(Ending.REVERTED);
  }

  @Test
  @DisplayName("S9.3 an operation is taken over though somebody edits the app at that very moment")
  void takeOver_whileOthersEdit_isDone() {
    shop.begin();
    kit.time().runUntil(() -> !shop.calls(Restart.class).isEmpty());
    kit.storeFaults().failWrite(0, FaultyStore.Fault.OVERTAKEN);

    kit.crashAndRestartEngine();

    assertReverted();
  }

  @Test
  @DisplayName(
      "S9.4 an operation that another engine took over, before its first answer, is left to it")
  void begin_answerLostAndTakenOver_isLeftToTheOther() {
    kit.storeFaults().failWrite(0, FaultyStore.Fault.FAIL_AFTER);
    kit.time().after(Duration.ofMillis(100), kit::anotherEngine);

    Running swap = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

    assertThatThrownBy(swap::await)
        .isInstanceOf(EngineStoppedException.class)
        .hasMessageContaining("driven by another engine");
    assertReverted();
    assertThat(shop.calls(Restart.class)).hasSize(2);
  }
}
