package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.InstanceId;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import java.util.List;

/** The same, but an instance has to be restarted in warm-up, and moves. */
final class SwapWithStubbornInstance implements Piece {
  @Override
  public boolean isSticky() {
    return false;
  }

  @Override
  public void prepare(Stage stage) {
    InstanceId bad = stage.app().slot(STAGING).deployed().orElseThrow().instances().get(1).id();
    stage.kit().platform().restartsMove();
    stage
        .kit()
        .faults()
        .on(
            it ->
                it instanceof Probe probe
                    && probe.instance().id().equals(bad)
                    && probe.path().equals(Stage.WARM))
        .times(3)
        .answer(new ProbeAnswer.TimedOut());
  }

  @Override
  public List<Act> acts() {
    return new PlainSwap().acts();
  }
}
