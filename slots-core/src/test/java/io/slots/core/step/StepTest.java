package io.slots.core.step;

import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.operation.StepName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A step that says nothing but its name. */
class StepTest {
  private static final Step STEP = () -> StepName.WARM_UP;
  private static final Scene SCENE = swapping(shop());
  private static final Seen NOTHING = Story.begins().seen();

  @Test
  @DisplayName("S4 a step that says nothing is gone through, and does nothing")
  void step_doesNothingUnlessItSaysSo() {
    assertThat(STEP.applies(SCENE)).isTrue();
    assertThat(STEP.instances(SCENE)).isEmpty();
    assertThat(STEP.restarts()).isFalse();
    assertThat(STEP.next(SCENE, V2_1.id(), some(V2_1), NOTHING)).isEqualTo(Move.DONE);
    assertThat(STEP.finish(SCENE, Findings.NONE, NOTHING)).isEqualTo(Move.DONE);
    assertThat(STEP.apply(SCENE, Findings.NONE, NOTHING)).isSameAs(SCENE.app());
    assertThat(STEP.degradedIfFailed(SCENE)).isEmpty();
  }

  @Test
  @DisplayName("S9.2 a step that says nothing has nothing to undo")
  void step_undoesNothingUnlessItSaysSo() {
    assertThat(STEP.undoes(SCENE)).isFalse();
    assertThat(STEP.undoInstances(SCENE)).isEmpty();
    assertThat(STEP.undo(SCENE, V2_1.id(), some(V2_1), NOTHING)).isEqualTo(Move.DONE);
    assertThat(STEP.finishUndo(SCENE, Findings.NONE, NOTHING)).isEqualTo(Move.DONE);
    assertThat(STEP.applyUndo(SCENE, Findings.NONE)).isSameAs(SCENE.app());
  }
}
