package io.slots.core.step;

import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.gaveUp;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Effect;
import io.slots.effect.ShowToken;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S9.4: every part learns the token of an engine that takes an operation over. */
class TakeChargeTest {
  private static final Swap SWAP = swap(shop());
  private static final Scene SCENE = SwapStage.scene(shop(), SWAP);
  private static final TakeCharge STEP = new TakeCharge(new WarmUp(SWAP));
  private static final Effect SHOW = new ShowToken(SHOP);
  private static final Move ASK = new Move.Act(SHOW, Duration.ofSeconds(30));

  @Test
  void name_isThatOfTheStepUnderWay() {
    assertThat(STEP.name()).isEqualTo(StepName.WARM_UP);
  }

  @Test
  @DisplayName("S9.4 the token is shown once, whichever way the operation goes")
  void token_isShownOnce() {
    assertThat(finish(Story.begins())).isEqualTo(ASK);
    assertThat(finish(Story.begins().then(SHOW, done()))).isEqualTo(Move.DONE);
    assertThat(STEP.finishUndo(SCENE, Findings.NONE, Story.begins().seen())).isEqualTo(ASK);
  }

  @Test
  @DisplayName("S9.4 it is shown until every part knows it, twice as long after each try")
  void failed_isTriedForEver() {
    Story story = Story.begins().then(SHOW, failed());
    assertThat(finish(story)).isEqualTo(pause(START.plusMillis(500)));
    assertThat(finish(story.pause())).isEqualTo(ASK);

    story.then(SHOW, gaveUp());
    assertThat(finish(story)).isEqualTo(pause(START.plusMillis(1500)));

    for (int i = 0; i < 30; i++) {
      story.pause(Duration.ofSeconds(30));
      assertThat(finish(story)).isEqualTo(ASK);
      story.then(SHOW, failed());
    }
    assertThat(finish(story)).isEqualTo(pause(story.now().plusSeconds(30)));
    assertThat(finish(story.then(SHOW, done()))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.4 what the step itself wants done first sees nothing of the showing")
  void stepUnderWay_seesWhatCameAfter() {
    TakeCharge step = new TakeCharge(new Onlooker());
    Story story = Story.begins().then(SHOW, failed()).pause().then(SHOW, done());
    Move nothing = new Move.Fail("saw 0");

    assertThat(step.finish(SCENE, Findings.NONE, story.seen())).isEqualTo(nothing);
    assertThat(step.finishUndo(SwapStage.goingBack(SCENE), Findings.NONE, story.seen()))
        .isEqualTo(nothing);
  }

  /** Tells how much it sees. */
  private record Onlooker() implements Step {
    @Override
    public StepName name() {
      return StepName.WARM_UP;
    }

    @Override
    public Move takeOver(Scene scene, Seen seen) {
      return new Move.Fail("saw " + seen.sightings().size());
    }

    @Override
    public Move takeOverUndo(Scene scene, Seen seen) {
      return takeOver(scene, seen);
    }
  }

  private static Move pause(Instant until) {
    return new Move.Pause(until, "every part to know the new fencing token");
  }

  private static Move finish(Story story) {
    return STEP.finish(SCENE, Findings.NONE, story.seen());
  }
}
