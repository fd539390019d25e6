package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import java.util.List;

/** A slot is deleted, with what it runs (S1.6). */
final class SlotDeletion implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage -> stage.await(stage.begun(stage.kit().slots().slots().delete(SHOP, STAGING)))));
  }
}
