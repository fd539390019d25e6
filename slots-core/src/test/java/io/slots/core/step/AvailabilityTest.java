package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.responded;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.Story.timedOut;
import static io.slots.core.step.Story.unreachable;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.2: an instance is available when it gives any HTTP response, and has a limited time to. */
class AvailabilityTest {
  private static final Duration RESTART_LIMIT = Duration.ofSeconds(230);
  private static final Scene SCENE = SwapStage.swapping(SwapStage.shop());

  @Test
  @DisplayName("S4.2 an instance is asked for / under the host that it will serve")
  void nothingSeen_isProbed() {
    assertThat(next(Story.begins())).isEqualTo(probe(Duration.ofSeconds(90)));
  }

  @Test
  @DisplayName("S4.2 any HTTP response is good")
  void anyStatus_isAvailable() {
    assertThat(next(Story.begins().then(probe(), responded(503)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.2 an instance that does not answer is asked again after a pause")
  void unreachable_isAskedAgainAfterAPause() {
    Story story = Story.begins().then(probe(), unreachable());

    assertThat(next(story))
        .isEqualTo(
            new Move.Pause(
                START.plusMillis(500),
                "v2-1 to be available",
                Optional.of(START.plus(RESTART_LIMIT))));
    assertThat(next(story.pause(Duration.ofMillis(499)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(probe(Duration.ofSeconds(90)));
  }

  @Test
  @DisplayName("S4.2 what was seen before the last probe does not hold the next one up")
  void restarted_isProbedAtOnce() {
    Restart restart = new Restart(SHOP, PRODUCTION, SwapStage.V2, V2_1, Settings.none());

    assertThat(next(Story.begins().then(probe(), responded(200)).then(restart, started(V2_1))))
        .isEqualTo(probe(Duration.ofSeconds(90)));
  }

  @Test
  @DisplayName("S4.2 the last request gets no more than the time that is left")
  void littleTimeLeft_limitsTheProbe() {
    Story story = Story.begins().pause(RESTART_LIMIT.minusSeconds(7));

    assertThat(next(story)).isEqualTo(probe(Duration.ofSeconds(7)));
  }

  @Test
  @DisplayName("S4.2 an instance that is late has failed, and the reason tells its last answer")
  void late_hasFailed() {
    Story story = Story.begins().pause(RESTART_LIMIT.minusMillis(1)).then(probe(), unreachable());

    assertThat(next(story)).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1))))
        .isEqualTo(new Move.Fail("v2-1 was not available within 230 s: connection refused"));
    assertThat(next(story.then(probe(), timedOut())))
        .isEqualTo(new Move.Fail("v2-1 was not available within 230 s: no answer in time"));
    assertThat(next(story.pause(Duration.ofHours(1)))).isInstanceOf(Move.Fail.class);
  }

  @Test
  @DisplayName("S4.2 time that is up before the first request has no answer to tell of")
  void lateWithoutAProbe_hasFailed() {
    assertThat(next(Story.begins().pause(RESTART_LIMIT)))
        .isEqualTo(new Move.Fail("v2-1 was not available within 230 s"));
  }

  private static Move next(Story story) {
    return Availability.next(SCENE, PRODUCTION, V2_1, START, story.seen());
  }

  private static Probe probe() {
    return new Probe(SHOP, V2_1, SHOP_HOST, "/", Duration.ofSeconds(90));
  }

  private static Move probe(Duration limit) {
    return new Move.Act(new Probe(SHOP, V2_1, SHOP_HOST, "/", limit), limit);
  }
}
