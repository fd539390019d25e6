package io.slots.core.step;

import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.gaveUp;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.V1_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.Decommission;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S1.6: an instance is ended, with a limited number of tries. */
class EndingTest {
  private static final Scene SCENE = SwapStage.swapping(SwapStage.shop());
  private static final Decommission END = new Decommission(SHOP, V1_1.id());
  private static final Move.Act ASK = new Move.Act(END, Duration.ofSeconds(230));

  @Test
  @DisplayName("S1.6 an instance is ended, and done is what the platform confirmed")
  void confirmed_isDone() {
    assertThat(next(Story.begins())).isEqualTo(ASK);
    assertThat(next(Story.begins().then(END, done()))).isEqualTo(Move.DONE);
    assertThat(next(tries(4).then(END, done()))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S1.6 one that could not be ended is tried again after a pause")
  void failed_isTriedAgainAfterAPause() {
    Story story = tries(1);

    assertThat(next(story)).isEqualTo(new Move.Pause(START.plusMillis(500), "v1-1 to end"));
    assertThat(next(story.pause(Duration.ofMillis(499)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(ASK);
  }

  @Test
  @DisplayName("S1.6 after five tries it is given up, and the reason tells the last answer")
  void fiveTries_fail() {
    assertThat(next(tries(4))).isInstanceOf(Move.Pause.class);
    assertThat(next(tries(4).then(END, gaveUp())))
        .isEqualTo(
            new Move.Fail(
                "v1-1 could not be ended: no answer in 30 s; end it yourself, it is not asked for"
                    + " again"));
  }

  private static Story tries(int number) {
    Story story = Story.begins();
    for (int i = 0; i < number; i++) {
      story.then(END, failed());
    }
    return story;
  }

  private static Move next(Story story) {
    return Ending.next(SCENE, END, story.seen());
  }
}
