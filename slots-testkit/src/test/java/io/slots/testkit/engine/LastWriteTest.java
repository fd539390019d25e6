package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Decommission;
import io.slots.effect.Restart;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The write that ends an operation, and in which the next one begins. */
class LastWriteTest {
  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.sticky(kit, 2);

  private Running deploy(String version) {
    return kit.slots().slots().deploy(SHOP, STAGING, Content.of(version));
  }

  /** The answer to the next write is lost once an operation comes to its last step. */
  private void loseAnswerAfter(StepName last) {
    kit.time().runUntil(() -> step().filter(last::equals).isPresent());
    kit.storeFaults().failWrite(0, FaultyStore.Fault.FAIL_AFTER);
  }

  private Optional<StepName> step() {
    return kit.slots().operations().current(SHOP).map(Operation::position).map(Position::step);
  }

  @Test
  @DisplayName(
      "S6.1 an automatic swap is driven though the answer to the write that began it is lost")
  void answerLost_successor_isDriven() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    Running deployed = deploy("v3");
    loseAnswerAfter(StepName.END_FORMER_INSTANCES);

    assertThat(deployed.await()).isInstanceOf(Outcome.Completed.class);

    kit.time().runUntil(() -> step().isEmpty());
    assertThat(shop.app().production().deployed().orElseThrow().content())
        .isEqualTo(Content.of("v3"));
  }

  @Test
  @DisplayName(
      "S6.2 who deployed hears that it was refused at its turn, though that answer is lost")
  void answerLost_refusedAtItsTurn_isTold() {
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    deploy("v3").await();
    Running waiting =
        kit.slots()
            .slots()
            .deploy(
                SHOP,
                STAGING,
                Content.of("v4"),
                shop.app().slot(STAGING).deployed().orElseThrow().instances());
    loseAnswerAfter(StepName.REPEAT_FOR_SOURCE);

    assertThat(waiting.await()).isInstanceOf(Outcome.Refused.class);
  }

  @Test
  @DisplayName(
      "S9.4 what another engine has begun is left to it, though the last write's answer is lost")
  void answerLost_anotherEngineBegins_isLeftToIt() {
    Running deployed = deploy("v3");
    loseAnswerAfter(StepName.END_FORMER_INSTANCES);
    kit.time().runUntil(() -> step().isEmpty());
    Slots other = kit.anotherEngine();

    Running swap = other.swaps().swap(SwapRequest.of(SHOP, STAGING));

    assertThat(swap.await()).isInstanceOf(Outcome.Completed.class);
    assertThat(shop.calls(Restart.class)).hasSize(4);
    assertThat(deployed.await()).isInstanceOf(Outcome.Completed.class);
  }

  @Test
  @DisplayName(
      "S1.6 an app that is deleted goes on with nothing, though a slot of it was kept warm")
  void deleted_keptWarmComesDue_nothingBegins() {
    assertThat(shop.swap(limits -> limits.keepWarm(Duration.ofSeconds(1))).isDone()).isTrue();
    kit.faults().on(Decommission.class::isInstance).take(Duration.ofSeconds(10));

    assertThat(kit.slots().apps().deleteWithSlots(SHOP).await())
        .isInstanceOf(Outcome.Completed.class);

    List<RecordedCall> afterwards = new ArrayList<>();
    kit.watch(afterwards::add);
    kit.time().advance(Duration.ofHours(1));
    assertThat(afterwards).isEmpty();
  }
}
