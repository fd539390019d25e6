package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;

import io.slots.operation.Ending;
import java.util.List;
import java.util.Set;

/** An app is deleted, with all its slots (S1.6). */
final class DeletionOfApp implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage -> stage.await(stage.begun(stage.kit().slots().apps().deleteWithSlots(SHOP)))));
  }

  /** Its history is gone with it. */
  @Override
  public List<Ending> endings() {
    return List.of();
  }

  /** Its host leads nowhere in the end. */
  @Override
  public Set<Integer> workers() {
    return Set.of(Stage.WORKERS, 0);
  }
}
