package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;

import io.slots.operation.LimitsChange;
import java.util.List;
import java.util.function.UnaryOperator;

/** A swap with preview that is completed (S5.2). */
final class CompletedPreview implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(CompletedPreview::untilPaused),
        Act.aslongAs(
            Stage::isPaused,
            stage ->
                stage.await(stage.begun(stage.kit().slots().swaps().complete(SHOP, PRODUCTION)))));
  }

  static void untilPaused(Stage stage) {
    untilPaused(stage, limits -> limits);
  }

  /** Begins one and waits until it pauses, unless something keeps it from that. */
  static void untilPaused(Stage stage, UnaryOperator<LimitsChange.Builder> limits) {
    var preview = stage.begun(stage.kit().slots().swaps().prepare(Stage.request(limits)));
    stage.waitUntil(() -> stage.isPaused() || !stage.isBusy());
    if (!stage.isPaused()) {
      stage.await(preview);
    }
  }
}
