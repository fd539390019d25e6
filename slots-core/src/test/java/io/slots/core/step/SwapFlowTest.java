package io.slots.core.step;

import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swap;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.slots.operation.Rerouting;
import io.slots.operation.StepName;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4: the steps stand in the documented order. */
class SwapFlowTest {
  private static final Flow SWAP = Flow.of(swap(shop()));
  private static final Flow PLAIN = Flow.of(swap(plainShop()));

  @Test
  @DisplayName("S4 a swap goes through its steps in the documented order")
  void swap_hasTheDocumentedOrder() {
    assertThat(SWAP.steps())
        .extracting(Step::name)
        .containsExactly(
            StepName.DRAIN_SOURCE,
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.AWAIT_DECISION,
            StepName.RECHECK_INSTANCES,
            StepName.INITIALIZE_LOCAL_CACHE,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.RESET_KEYS,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE);
  }

  @Test
  @DisplayName("S4.5 the switch is the point of no return")
  void swap_turnsBackUpToTheSwitch() {
    assertThat(SWAP.pointOfNoReturn()).isEqualTo(7);
    assertThat(SWAP.steps().get(7).name()).isEqualTo(StepName.UPDATE_ROUTING);
  }

  @Test
  @DisplayName("S7.3 a change of routes alone has nothing to turn back to")
  void rerouting_isOneStepWithoutReturn() {
    Flow flow = Flow.of(Rerouting.of("new traffic rules", List.of()));

    assertThat(flow.steps()).extracting(Step::name).containsExactly(StepName.UPDATE_ROUTING);
    assertThat(flow.pointOfNoReturn()).isEqualTo(-1);
  }

  @Test
  @DisplayName("S8.1 a step is found by its name, and one that is not there is not")
  void step_isFoundByItsName() {
    assertThat(SWAP.indexOf(StepName.DRAIN_SOURCE)).isZero();
    assertThat(SWAP.indexOf(StepName.REPEAT_FOR_SOURCE)).isEqualTo(10);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SWAP.indexOf(StepName.PROVISION_INSTANCES))
        .withMessage("the operation has no step \"provision instances\"");
  }

  @Test
  @DisplayName("S4.1 steps that have nothing to do are passed over")
  void nothingToDo_isPassedOver() {
    assertThat(SWAP.firstFrom(0, swapping(shop()))).isEqualTo(1);
    assertThat(SWAP.firstFrom(1, swapping(shop()))).isEqualTo(1);
    assertThat(PLAIN.firstFrom(0, swapping(plainShop()))).isEqualTo(2);
    assertThat(PLAIN.firstFrom(8, swapping(plainShop()))).isEqualTo(PLAIN.steps().size());
  }

  @Test
  @DisplayName("S4.2 going back passes over steps that have nothing to undo")
  void nothingToUndo_isPassedOver() {
    assertThat(SWAP.lastToUndo(7, swapping(shop()))).isEqualTo(7);
    assertThat(SWAP.lastToUndo(6, swapping(shop()))).isEqualTo(1);
    assertThat(SWAP.lastToUndo(0, swapping(shop()))).isEqualTo(-1);
  }

  @Test
  @DisplayName("S7.1 a source with a share is drained first of all, and gets it back last of all")
  void share_isTheFirstAndTheLast() {
    Scene sharing = swapping(SwapStage.sharing(shop()));

    assertThat(SWAP.firstFrom(0, sharing)).isZero();
    assertThat(SWAP.lastToUndo(0, sharing)).isZero();
  }
}
