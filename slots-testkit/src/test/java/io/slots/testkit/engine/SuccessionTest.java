package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.engine.Shop.BETA;
import static io.slots.testkit.engine.Shop.CANARY;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Decommission;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an app goes on with by itself, one after the other, and nothing between. */
class SuccessionTest {
  private static final SlotName GAMMA = SlotName.of("gamma");
  private static final SlotName DELTA = SlotName.of("delta");
  private static final Duration WARM = Duration.ofMinutes(1);

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Shop shop = Shop.varied(kit, 1).withCanaryAndBeta();

  /** All four are ahead at once: an automatic swap runs, and the others wait for its end. */
  private void ahead() {
    for (SlotName slot : List.of(GAMMA, DELTA)) {
      kit.slots().slots().create(SHOP, slot);
      shop.stick(slot, "DB", slot + "-db");
      kit.slots().slots().deploy(SHOP, slot, Content.of("of-" + slot)).await();
    }
    kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
    kit.slots()
        .swaps()
        .swap(
            SwapRequest.builder()
                .app(SHOP)
                .source(GAMMA)
                .target(DELTA)
                .limits(Limits.builder().keepWarm(WARM).build())
                .build())
        .await();
    kit.slots().swaps().prepare(SwapRequest.of(SHOP, CANARY, BETA)).awaitPause();
    kit.platform().restartTakes(WARM);
    kit.slots().slots().deploy(SHOP, STAGING, Content.of("v3")).await();
    kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v4"));
    kit.slots().swaps().cancel(SHOP, CANARY);
  }

  @Test
  @DisplayName(
      "S5.2, S6.2, S4.9 first what was cancelled, then what waited, then what was kept warm")
  void order() {
    ahead();
    int before = history().size();

    kit.time().advance(Duration.ofHours(1));

    assertInOrder(before);
  }

  @Test
  @DisplayName("S9.3 the same, whenever the engine dies")
  void order_withCrashes() {
    ahead();
    kit.platform().allowOverlappingRestarts();
    int before = history().size();

    for (int i = 0; i < 40; i++) {
      kit.time().advance(Duration.ofSeconds(100));
      kit.crashAndRestartEngine();
    }
    kit.time().advance(Duration.ofHours(1));

    assertThat(shop.current()).isEmpty();
    assertThat(shop.paused()).isEmpty();
    assertThat(kit.slots().operations().queued(SHOP)).isEmpty();
    assertThat(history().subList(before, history().size()))
        .extracting(EndedOperation::kind)
        .contains(OperationKind.SWAP, OperationKind.DEPLOYMENT, OperationKind.SETTLING);
  }

  private void assertInOrder(int before) {
    List<EndedOperation> ended = history().subList(before, history().size());
    assertThat(ended)
        .extracting(EndedOperation::description)
        .containsExactly(
            "automatically swap staging into production",
            "swap canary into beta",
            "deploy v4 to production",
            ended.get(3).description());
    assertThat(ended.get(3).kind()).isEqualTo(OperationKind.SETTLING);
    assertThat(ended.get(3).slots()).containsExactly(GAMMA);
    for (int i = 2; i < 4; i++) {
      assertThat(ended.get(i).startedAt()).isEqualTo(ended.get(i - 1).endedAt());
    }
    assertThat(shop.current()).isEmpty();
    assertThat(kit.slots().operations().queued(SHOP)).isEmpty();
    assertThat(shop.app().slot(GAMMA).keptWarmUntil()).isEmpty();
  }

  @Test
  @DisplayName("S1.6 an app that is deleted goes on with nothing")
  void deletedApp_goesOnWithNothing() {
    kit.slots()
        .swaps()
        .swap(
            SwapRequest.builder()
                .app(SHOP)
                .source(STAGING)
                .limits(Limits.builder().keepWarm(WARM).build())
                .build())
        .await();
    shop.ids(PRODUCTION).forEach(id -> kit.router().inFlight(id, 1));
    kit.time().advance(WARM.minusSeconds(10));
    kit.forgetCalls();
    Running deletion = kit.slots().apps().deleteWithSlots(SHOP);
    shop.until(StepName.DRAIN_INSTANCES);

    assertThat(deletion.await()).isInstanceOf(Outcome.Completed.class);
    int calls = kit.calls().size();
    kit.time().advance(Duration.ofHours(1));

    assertThat(kit.calls())
        .hasSize(calls)
        .last()
        .matches(it -> it.effect() instanceof Decommission);
    assertThat(shop.calls(Restart.class)).isEmpty();
    assertThat(kit.platform().running()).isEmpty();
    assertThat(kit.slots().apps().list()).isEmpty();
  }

  /** Oldest first. */
  private List<EndedOperation> history() {
    return kit.slots().operations().history(SHOP, 1_000).stream()
        .sorted(Comparator.comparing(EndedOperation::endedAt))
        .toList();
  }
}
