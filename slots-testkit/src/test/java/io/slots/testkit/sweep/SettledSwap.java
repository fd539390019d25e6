package io.slots.testkit.sweep;

import static io.slots.operation.Ending.COMPLETED;

import io.slots.operation.Ending;
import java.time.Duration;
import java.util.List;

/** A swap whose former target is kept warm until the time for that is over (S4.9). */
final class SettledSwap implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(
        Act.once(
            stage -> stage.await(stage.swap(limits -> limits.keepWarm(Duration.ofMinutes(10))))),
        Act.waitWhile(Stage::isKeptWarm));
  }

  @Override
  public List<Ending> endings() {
    return List.of(COMPLETED, COMPLETED);
  }
}
