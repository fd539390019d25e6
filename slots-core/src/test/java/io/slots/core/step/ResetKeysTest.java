package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.gaveUp;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.operation.Swap;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.10: where function keys live in the content, the keys of both slots are made anew. */
class ResetKeysTest {
  private static final Swap SWAP = swap(shop(), it -> it.resetsKeys(true));
  private static final Scene SCENE = SwapStage.scene(shop(), SWAP);
  private static final ResetKeys STEP = new ResetKeys(SWAP);
  private static final Effect TARGET = reset(PRODUCTION);
  private static final Effect SOURCE = reset(STAGING);

  @Test
  @DisplayName("S4.10 only where keys live in the content")
  void swap_decides() {
    assertThat(STEP.applies(SCENE)).isTrue();
    assertThat(new ResetKeys(swap(shop())).applies(SCENE)).isFalse();
  }

  @Test
  @DisplayName("S4.10 the keys of both slots are reset, the target's first")
  void bothSlots_areReset() {
    assertThat(finish(Story.begins())).isEqualTo(ask(TARGET));
    assertThat(finish(Story.begins().then(TARGET, done()))).isEqualTo(ask(SOURCE));
    assertThat(finish(Story.begins().then(TARGET, done()).then(SOURCE, done())))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.10 what failed is tried again after a pause, and only that")
  void failed_isTriedAgainAfterAPause() {
    Story story = Story.begins().then(TARGET, done()).then(SOURCE, failed());

    assertThat(finish(story))
        .isEqualTo(new Move.Pause(START.plusMillis(500), "the function keys to be reset"));
    assertThat(finish(story.pause(Duration.ofMillis(499)))).isInstanceOf(Move.Pause.class);
    assertThat(finish(story.pause(Duration.ofMillis(1)))).isEqualTo(ask(SOURCE));
    assertThat(finish(story.then(SOURCE, done()))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.10 a success is not waited after")
  void doneAfterAFailure_goesOnAtOnce() {
    assertThat(finish(Story.begins().then(TARGET, failed()).pause().then(TARGET, done())))
        .isEqualTo(ask(SOURCE));
  }

  @Test
  @DisplayName("S4.10 five failures end the tries; the reason names the slot and the last answer")
  void fiveFailures_fail() {
    Story story =
        Story.begins()
            .then(TARGET, failed())
            .then(TARGET, failed())
            .then(TARGET, done())
            .then(SOURCE, failed())
            .then(SOURCE, failed());

    assertThat(finish(story)).isInstanceOf(Move.Pause.class);
    assertThat(finish(story.then(SOURCE, gaveUp())))
        .isEqualTo(
            new Move.Fail("the function keys of staging could not be reset: no answer in 30 s"));
  }

  private static Move finish(Story story) {
    return STEP.finish(SCENE, Findings.NONE, story.seen());
  }

  private static Effect reset(SlotName slot) {
    return new io.slots.effect.ResetKeys(SHOP, slot);
  }

  private static Move ask(Effect effect) {
    return new Move.Act(effect, Duration.ofSeconds(230));
  }
}
