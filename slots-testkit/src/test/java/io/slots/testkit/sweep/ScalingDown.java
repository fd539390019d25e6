package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;

import java.util.List;
import java.util.Set;

/** One instance less for each slot (S2.4). */
final class ScalingDown implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(stage -> stage.await(stage.begun(stage.kit().slots().apps().scale(SHOP, 1)))));
  }

  @Override
  public Set<Integer> workers() {
    return Set.of(Stage.WORKERS, 1);
  }
}
