package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.responded;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.Story.unreachable;
import static io.slots.core.step.SwapStage.BLUE;
import static io.slots.core.step.SwapStage.PRODUCTION_DB;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.V2;
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
import io.slots.effect.Restart;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.3: a request to each instance initializes the local cache, and costs one more restart. */
class InitializeLocalCacheTest {
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Duration SLOW = Duration.ofSeconds(100);
  private static final Swap SWAP = swap(shop(), it -> it.localCache(true));
  private static final Scene SCENE = SwapStage.scene(shop(), SWAP);
  private static final InitializeLocalCache STEP = new InitializeLocalCache(SWAP);

  private static final Probe PROBE = new Probe(SHOP, V2_1, SHOP_HOST, "/", REQUEST);
  private static final Restart RESTART =
      new Restart(SHOP, PRODUCTION, V2, V2_1, Settings.of(BLUE, PRODUCTION_DB));

  @Test
  @DisplayName("S4.3 only where the effective settings ask for a local cache")
  void localCache_decides() {
    assertThat(STEP.applies(SCENE)).isTrue();
    assertThat(STEP.restarts()).isTrue();
    assertThat(STEP.instances(SCENE)).containsExactly(V2_1.id(), V2_2.id());
    assertThat(new InitializeLocalCache(swap(shop())).applies(SCENE)).isFalse();
  }

  @Test
  @DisplayName("S4.3 each instance is requested until it gives any HTTP response")
  void instance_isRequestedUntilItResponds() {
    assertThat(next(Story.begins())).isEqualTo(new Move.Act(PROBE, REQUEST));
    assertThat(next(Story.begins().then(PROBE, unreachable()))).isInstanceOf(Move.Pause.class);
  }

  @Test
  @DisplayName("S4.3 its response causes one restart, which is awaited as in step 2")
  void responded_isRestartedAndAwaited() {
    Story story = Story.begins().pause(SLOW).then(PROBE, responded(500));

    assertThat(next(story)).isEqualTo(new Move.Act(RESTART, Duration.ofSeconds(230)));
    story.then(RESTART, Duration.ofSeconds(10), started(V2_1));
    assertThat(next(story)).isEqualTo(new Move.Act(PROBE, REQUEST));
    assertThat(next(story.then(PROBE, unreachable())))
        .isEqualTo(
            new Move.Pause(
                START.plus(SLOW).plusSeconds(10).plusMillis(500),
                "v2-1 to be available",
                Optional.of(START.plus(SLOW).plusSeconds(230))));
    assertThat(next(story.then(PROBE, responded(200)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.3 a restart that fails is a failure as in step 2")
  void notRestarted_fails() {
    Story story = Story.begins().then(PROBE, responded(200)).then(RESTART, failed());

    assertThat(next(story)).isEqualTo(new Move.Fail("v2-1 could not be restarted: out of order"));
  }

  @Test
  @DisplayName("S4.3 instances that listen elsewhere since that restart are published")
  void moved_isPublished() {
    Findings found = found(moved(V2_2));
    PublishRoutes publish = SCENE.publish(STEP.apply(SCENE, found, Story.begins().seen()), 2);

    assertThat(STEP.finish(SCENE, Findings.NONE, Story.begins().seen())).isEqualTo(Move.DONE);
    assertThat(STEP.finish(SCENE, found, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, Duration.ofSeconds(30)));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(V2_1, moved(V2_2));
    assertThat(STEP.finish(SCENE, found, Story.begins().then(publish, inForce(publish)).seen()))
        .isEqualTo(Move.DONE);
  }

  private static Move next(Story story) {
    return STEP.next(SCENE, V2_1.id(), some(V2_1), story.seen());
  }
}
