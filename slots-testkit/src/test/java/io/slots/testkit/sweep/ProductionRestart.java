package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;

import java.util.List;

/** Production gets what it has once more, on new instances. */
final class ProductionRestart implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage ->
                stage.await(stage.begun(stage.kit().slots().slots().restart(SHOP, PRODUCTION)))));
  }
}
