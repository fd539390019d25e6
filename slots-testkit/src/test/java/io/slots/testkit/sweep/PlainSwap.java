package io.slots.testkit.sweep;

import java.util.List;

/** A swap of slots whose sticky settings differ: both sides are restarted. */
final class PlainSwap implements Piece {
  @Override
  public List<Act> acts() {
    return List.of(Act.once(stage -> stage.await(stage.swap())));
  }
}
