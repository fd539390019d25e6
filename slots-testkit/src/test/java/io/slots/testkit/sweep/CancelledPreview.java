package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.operation.Ending;
import java.util.List;

/**
 * A swap with preview that is cancelled while another slot is worked on, so that the cancellation
 * has to wait for its turn (S5.2, S1.8).
 */
final class CancelledPreview implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(CompletedPreview::untilPaused),
        Act.once(
            stage -> {
              var other = stage.deploy(Stage.CANARY, "v3");
              cancel(stage);
              stage.await(other);
            }),
        Act.aslongAs(CancelledPreview::isUndecided, CancelledPreview::cancel),
        Act.waitWhile(Stage::isPaused));
  }

  private static boolean isUndecided(Stage stage) {
    return stage.isPaused() && !stage.cancelled().contains(stage.paused().id());
  }

  private static void cancel(Stage stage) {
    stage.cancelled(stage.kit().slots().swaps().cancel(SHOP, STAGING));
  }

  @Override
  public List<Ending> endings() {
    return List.of(Ending.COMPLETED, Ending.REVERTED);
  }
}
