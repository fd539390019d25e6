package io.slots.core.step;

import static io.slots.core.step.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.operation.Deletion;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EndInstancesTest {
  private static final App APP = Stage.app(2);
  private static final InstanceId ONE = InstanceId.of("v2-1");
  private static final InstanceId TWO = InstanceId.of("v2-2");
  private static final EndInstances STEP = new EndInstances(Set.of(TWO, ONE));
  private static final Scene SCENE =
      Stage.scene(
          APP, Deletion.builder().slot(STAGING).former(APP.slot(STAGING).deployed()).build());
  private static final Decommission EFFECT = new Decommission(APP.name(), ONE);
  private static final Answer FAILED = new Answer.Failed("permission denied");

  private static Move next(Seen seen) {
    return STEP.next(SCENE, ONE, Optional.empty(), seen);
  }

  @Test
  @DisplayName("S1.6 each is ended, though the app knows it no more")
  void next_endsIt() {
    assertThat(STEP.instances(SCENE)).containsExactly(ONE, TWO);
    assertThat(next(Stage.seen())).isEqualTo(new Move.Act(EFFECT, Stage.LIMITS.restart()));
    assertThat(next(Stage.seen(Duration.ZERO, EFFECT, new Answer.Finished()))).isEqualTo(Move.DONE);
    assertThat(new EndInstances(Set.of()).applies(SCENE)).isFalse();
  }

  @Test
  @DisplayName("S1.6 one that cannot be ended is tried again after a pause, and then told")
  void next_failed_triesAgain() {
    Seen once = Stage.seen(Duration.ZERO, EFFECT, FAILED);
    Seen later = Stage.seen(Stage.LIMITS.retryPause(), EFFECT, FAILED);
    Seen often = Stage.seen(Duration.ofHours(1), EFFECT, FAILED, FAILED, FAILED, FAILED, FAILED);

    assertThat(next(once))
        .isEqualTo(new Move.Pause(Stage.NOW.plus(Stage.LIMITS.retryPause()), "v2-1 to end"));
    assertThat(next(later)).isEqualTo(new Move.Act(EFFECT, Stage.LIMITS.restart()));
    assertThat(next(often))
        .isEqualTo(
            new Move.Fail(
                "v2-1 could not be ended: permission denied; end it yourself, it is not asked for"
                    + " again"));
  }
}
