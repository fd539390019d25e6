package io.slots.testkit.sweep;

import io.slots.operation.Ending;
import java.time.Duration;
import java.util.List;

/** A swap with preview that nobody completes, so that it cancels itself (S5.2). */
final class ExpiredPreview implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage ->
                CompletedPreview.untilPaused(
                    stage, limits -> limits.previewExpiry(Duration.ofMinutes(10)))),
        Act.waitWhile(Stage::isPaused));
  }

  @Override
  public List<Ending> endings() {
    return List.of(Ending.REVERTED);
  }
}
