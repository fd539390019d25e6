package io.slots.core.step;

import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.responded;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.V2_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.operation.Swap;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.4: each instance of the source is warmed up. */
class WarmUpTest {
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Swap SWAP =
      swap(shop(), it -> it.warmUp(SwapStage.warmUp(Setting.of(WarmUpPlan.PING_PATH, "/ping"))));
  private static final Scene SCENE = SwapStage.scene(shop(), SWAP);
  private static final WarmUp STEP = new WarmUp(SWAP);

  @Test
  @DisplayName("S4.4 each instance is asked for the warm-up paths under the target's host")
  void everyInstance_isWarmedUp() {
    Probe probe = new Probe(SHOP, V2_1, SHOP_HOST, "/ping", REQUEST);
    Story story = Story.begins();

    assertThat(STEP.instances(SCENE)).containsExactly(V2_1.id(), V2_2.id());
    assertThat(STEP.restarts()).isTrue();
    assertThat(STEP.next(SCENE, V2_1.id(), some(V2_1), story.seen()))
        .isEqualTo(new Move.Act(probe, REQUEST));
    story.then(probe, responded(404));
    assertThat(STEP.next(SCENE, V2_1.id(), some(V2_1), story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.4 instances that a restart in warm-up has moved are published")
  void moved_isPublished() {
    Findings found = found(moved(V2_2));
    PublishRoutes publish = SCENE.publish(STEP.apply(SCENE, found, Story.begins().seen()), 3);

    assertThat(STEP.finish(SCENE, Findings.NONE, Story.begins().seen())).isEqualTo(Move.DONE);
    assertThat(STEP.finish(SCENE, found, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, Duration.ofSeconds(30)));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(V2_1, moved(V2_2));
    assertThat(STEP.finish(SCENE, found, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
  }
}
