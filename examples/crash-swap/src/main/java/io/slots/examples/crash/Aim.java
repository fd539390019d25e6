package io.slots.examples.crash;

import io.slots.operation.StepName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * When to strike: at any time, or a random moment after a certain step has begun, so that short
 * steps get their share too. What is hit may be another step: the store tells.
 *
 * @param step the step; empty for any time
 * @param after how long after that
 */
record Aim(Optional<StepName> step, Duration after) {
  private static final int ANY_TIME_MILLIS = 4_000;

  /** Some steps are in few operations: whoever waits too long for one strikes all the same. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final List<Aim> LONGEST =
      List.of(
          of(StepName.APPLY_SETTINGS, 1_500),
          of(StepName.AWAIT_INSTANCES, 100),
          of(StepName.AWAIT_DECISION, 200),
          of(StepName.RECHECK_INSTANCES, 50),
          of(StepName.WARM_UP, 100),
          of(StepName.UPDATE_ROUTING, 20),
          of(StepName.UPDATE_ROUTING, 20),
          of(StepName.DRAIN_FORMER_TARGET, 800),
          of(StepName.REPEAT_FOR_SOURCE, 1_500));

  private static Aim of(StepName step, int millis) {
    return new Aim(Optional.of(step), Duration.ofMillis(millis));
  }

  /** Draws one by lot: one in four is for any time. */
  static Aim draw(Random random) {
    return random.nextInt(4) == 0
        ? new Aim(Optional.empty(), Duration.ofMillis(random.nextInt(ANY_TIME_MILLIS)))
        : drawAtStep(random);
  }

  /** Draws one by lot, for a moment when a step is under way. */
  static Aim drawAtStep(Random random) {
    Aim aim = LONGEST.get(random.nextInt(LONGEST.size()));
    long millis = random.nextInt((int) aim.after.toMillis() + 1);
    return new Aim(aim.step, Duration.ofMillis(millis));
  }

  /**
   * Waits until the moment has come, and returns who is at work then, if anybody has been heard of.
   */
  Optional<String> await(Diary diary) throws InterruptedException {
    if (step.isPresent()) {
      diary.await(
          diary.size(),
          entry -> entry.is("step") && entry.more().get(0).equals(step.get().name()),
          PATIENCE);
    }
    Thread.sleep(after.toMillis());
    return diary.atWork();
  }
}
