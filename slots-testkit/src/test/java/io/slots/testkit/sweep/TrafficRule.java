package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.TrafficShare;
import io.slots.operation.RoutesNotInForceException;
import java.util.List;

/** A share of production's requests goes to a slot that is cold (S7.1). */
final class TrafficRule implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(Act.once(TrafficRule::set));
  }

  private static void set(Stage stage) {
    try {
      stage.kit().slots().slots().route(SHOP, List.of(TrafficShare.of(STAGING, 25)));
    } catch (RoutesNotInForceException e) {
      // The caller is told that the shares are as they were.
    }
  }
}
