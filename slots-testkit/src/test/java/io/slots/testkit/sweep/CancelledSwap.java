package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.operation.Ending;
import java.util.List;

/** A swap that is cancelled while its instances are restarted (S5.3). */
final class CancelledSwap implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage -> {
              var swap = stage.swap();
              stage.waitUntil(() -> !stage.kit().calls().isEmpty() || !stage.isBusy());
              stage.cancelled(stage.kit().slots().swaps().cancel(SHOP, STAGING));
              stage.await(swap);
            }));
  }

  @Override
  public List<Ending> endings() {
    return List.of(Ending.REVERTED);
  }
}
