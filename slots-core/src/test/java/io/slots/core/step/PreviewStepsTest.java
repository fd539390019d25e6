package io.slots.core.step;

import static io.slots.core.step.Story.responded;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Probe;
import io.slots.operation.Swap;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S5.2: a swap with preview pauses after step 2, and checks the gate again when it goes on. */
class PreviewStepsTest {
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Swap PREVIEW = swap(shop(), it -> it.pauses(true));
  private static final Scene SCENE = SwapStage.scene(shop(), PREVIEW);

  @Test
  @DisplayName("S5.2 a swap with preview pauses until somebody decides; another does not")
  void preview_pauses() {
    AwaitDecision step = new AwaitDecision(PREVIEW);

    assertThat(step.applies(SCENE)).isTrue();
    assertThat(step.finish(SCENE, Findings.NONE, Story.begins().seen())).isEqualTo(Move.PARK);
    assertThat(new AwaitDecision(swap(shop())).applies(SCENE)).isFalse();
  }

  @Test
  @DisplayName("S5.2 completed, it asks every instance once more whether it is available")
  void completed_checksTheGateAgain() {
    RecheckInstances step = new RecheckInstances(PREVIEW);
    Probe probe = new Probe(SHOP, V2_1, SHOP_HOST, "/", REQUEST);

    assertThat(step.applies(SCENE)).isTrue();
    assertThat(new RecheckInstances(swap(shop())).applies(SCENE)).isFalse();
    assertThat(step.instances(SCENE)).containsExactly(V2_1.id(), V2_2.id());
    assertThat(step.next(SCENE, V2_1.id(), some(V2_1), Story.begins().seen()))
        .isEqualTo(new Move.Act(probe, REQUEST));
    assertThat(
            step.next(
                SCENE, V2_1.id(), some(V2_1), Story.begins().then(probe, responded(200)).seen()))
        .isEqualTo(Move.DONE);
  }
}
