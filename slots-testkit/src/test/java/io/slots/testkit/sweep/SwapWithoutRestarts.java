package io.slots.testkit.sweep;

import java.util.List;

/** A swap of slots that have no sticky setting: nobody is restarted. */
final class SwapWithoutRestarts implements Piece {
  @Override
  public boolean isSticky() {
    return false;
  }

  @Override
  public List<Act> acts() {
    return new PlainSwap().acts();
  }
}
