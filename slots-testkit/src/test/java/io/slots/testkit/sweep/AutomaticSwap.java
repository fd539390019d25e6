package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.operation.Ending.COMPLETED;
import static io.slots.operation.Ending.REFUSED;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.operation.Ending;
import java.util.List;

/**
 * A deployment that is swapped automatically. Two more wait meanwhile: the newer one takes the
 * place of the other, and is swapped in its turn (S6).
 */
final class AutomaticSwap implements Piece {
  @Override
  public void prepare(Stage stage) {
    stage.kit().slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
  }

  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(stage -> stage.await(stage.deploy(STAGING, "v3"))),
        Act.once(stage -> stage.deploy(STAGING, "v4")),
        Act.once(stage -> stage.deploy(STAGING, "v5")));
  }

  @Override
  public List<Ending> endings() {
    return List.of(COMPLETED, REFUSED, COMPLETED, COMPLETED, COMPLETED);
  }
}
