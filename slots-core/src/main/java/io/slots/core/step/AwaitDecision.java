package io.slots.core.step;

import io.slots.operation.StepName;
import io.slots.operation.Swap;

/** S5.2: a swap with preview pauses here. The source can be tried on its own host name. */
record AwaitDecision(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.AWAIT_DECISION;
  }

  @Override
  public boolean applies(Scene scene) {
    return swap.pauses();
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Move.PARK;
  }
}
