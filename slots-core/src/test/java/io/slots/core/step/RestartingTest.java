package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.responded;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.Story.unreachable;
import static io.slots.core.step.SwapStage.BLUE;
import static io.slots.core.step.SwapStage.PRODUCTION_DB;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.STAGING_HOST;
import static io.slots.core.step.SwapStage.V2;
import static io.slots.core.step.SwapStage.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.1, S4.2, S4.6: an instance is restarted once, and awaited. */
class RestartingTest {
  private static final Scene SCENE = SwapStage.swapping(SwapStage.shop());
  private static final Restarting INCOMING =
      Restarting.incoming(SCENE, SwapStage.swap(SwapStage.shop()));
  private static final Restart RESTART =
      new Restart(SHOP, PRODUCTION, V2, V2_1, Settings.of(BLUE, PRODUCTION_DB));
  private static final Duration SLOW = Duration.ofSeconds(100);
  private static final Probe PROBE = new Probe(SHOP, V2_1, SHOP_HOST, "/", Duration.ofSeconds(90));

  @Test
  @DisplayName("S4.1 what comes in gets its own free settings and the target's sticky ones")
  void incoming_isRestartedAsTheTargets() {
    Move.Act restart = new Move.Act(RESTART, Duration.ofSeconds(230));

    assertThat(INCOMING.once(V2_1, Story.begins().seen())).isEqualTo(restart);
    assertThat(INCOMING.untilAvailable(V2_1, Story.begins().seen())).isEqualTo(restart);
  }

  @Test
  @DisplayName("S4.1 it is restarted once")
  void restarted_isDone() {
    Story story = Story.begins().then(RESTART, started(V2_1));

    assertThat(INCOMING.once(V2_1, story.seen())).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 a restart that fails is a failure, in the platform's own words")
  void notRestarted_hasFailed() {
    Story story = Story.begins().then(PROBE, unreachable()).then(RESTART, failed());
    Move.Fail failure = new Move.Fail("v2-1 could not be restarted: out of order");

    assertThat(INCOMING.once(V2_1, story.seen())).isEqualTo(failure);
    assertThat(INCOMING.untilAvailable(V2_1, story.seen())).isEqualTo(failure);
  }

  @Test
  @DisplayName("S4.2 it is awaited from the moment when its restart began")
  void restarted_isAwaited() {
    Story story = Story.begins().then(RESTART, SLOW, started(V2_1)).then(PROBE, unreachable());

    assertThat(INCOMING.untilAvailable(V2_1, story.seen()))
        .isEqualTo(
            new Move.Pause(
                START.plus(SLOW).plusMillis(500),
                "v2-1 to be available",
                Optional.of(START.plusSeconds(230))));
    assertThat(INCOMING.untilAvailable(V2_1, story.then(PROBE, responded(404)).seen()))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.1 where it has a share of production's requests it is warmed up besides")
  void restarted_withAShare_isWarmedUp() {
    Settings settings = Settings.of(Setting.of(WarmUpPlan.PING_PATH, "/warm"));
    Scene sharing = SwapStage.swapping(SwapStage.sharing(SwapStage.shop()));
    Restarting back = new Restarting(sharing, STAGING, V2, settings);
    Probe available = new Probe(SHOP, V2_1, STAGING_HOST, "/", Duration.ofSeconds(90));
    Probe warm = new Probe(SHOP, V2_1, STAGING_HOST, "/warm", Duration.ofSeconds(90));
    Story story = Story.begins().then(RESTART, started(V2_1)).then(available, responded(200));

    assertThat(back.untilAvailable(V2_1, story.seen()))
        .isEqualTo(new Move.Act(warm, Duration.ofSeconds(90)));
    assertThat(
            new Restarting(
                    sharing, STAGING, V2, Settings.of(Setting.of(WarmUpPlan.PING_PATH, "no-path")))
                .untilAvailable(V2_1, story.seen()))
        .isInstanceOfSatisfying(
            Move.Fail.class,
            it -> assertThat(it.reason()).startsWith("v2-1 cannot be warmed up: S4.4"));
    assertThat(back.untilAvailable(V2_1, story.then(warm, responded(200)).seen()))
        .isEqualTo(Move.DONE);
  }
}
