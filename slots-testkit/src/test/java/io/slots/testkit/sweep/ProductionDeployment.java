package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;

import java.util.List;

/** A deployment whose new instances take over production. */
final class ProductionDeployment implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(Act.once(stage -> stage.await(stage.deploy(PRODUCTION, "v3"))));
  }
}
