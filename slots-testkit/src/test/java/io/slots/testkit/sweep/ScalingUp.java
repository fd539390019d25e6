package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;

import java.util.List;
import java.util.Set;

/** A third instance for each slot (S2.4). */
final class ScalingUp implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(stage -> stage.await(stage.begun(stage.kit().slots().apps().scale(SHOP, 3)))));
  }

  @Override
  public Set<Integer> workers() {
    return Set.of(Stage.WORKERS, 3);
  }
}
