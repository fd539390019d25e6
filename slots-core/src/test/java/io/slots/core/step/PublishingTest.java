package io.slots.core.step;

import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.done;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.gaveUp;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.noTable;
import static io.slots.core.step.Story.read;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.SwapStage.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.ResetKeys;
import io.slots.effect.RoutingTable;
import io.slots.operation.Limits;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.5: a table is in force when the router has confirmed it; "refused" is not "unknown". */
class PublishingTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final Scene SCENE = SwapStage.swapping(SwapStage.shop());
  private static final PublishRoutes PUBLISH = SCENE.publish(SCENE.app(), 10);
  private static final ReadRoutes READ = new ReadRoutes(SHOP);
  private static final Move.Act ASK = new Move.Act(PUBLISH, ROUTING);
  private static final Move.Act READ_BACK = new Move.Act(READ, ROUTING);

  /** The same routes, published earlier. */
  private static final RoutingTable ALIKE = SCENE.publish(SCENE.app(), 9).table();

  /** Routes that lead elsewhere. */
  private static final RoutingTable OTHER = ALIKE.withdrawing(SwapStage.STAGING);

  @Test
  @DisplayName("S4.5 the table is published, and done is what the router confirmed")
  void confirmed_isDone() {
    assertThat(next(Story.begins())).isEqualTo(ASK);
    assertThat(next(Story.begins().then(PUBLISH, inForce(PUBLISH)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.5 what the step did before is no answer of the router")
  void anotherEffect_isNoAnswer() {
    Story story = Story.begins().then(new ResetKeys(SHOP, SwapStage.STAGING), done());

    assertThat(next(story)).isEqualTo(ASK);
  }

  @Test
  @DisplayName("S4.5 a router that refuses at first has certainly changed nothing")
  void refusedAtOnce_failsHarmlessly() {
    assertThat(next(Story.begins().then(PUBLISH, refused())))
        .isEqualTo(
            new Move.Fail("the router refused the routes: older than what is in force", true));
  }

  @Test
  @DisplayName("S4.5 a refusal after an unknown answer does not tell what the first one did")
  void refusedLater_failsNotHarmlessly() {
    Story story =
        Story.begins().then(PUBLISH, gaveUp()).then(READ, noTable()).then(PUBLISH, refused());

    assertThat(next(story))
        .isEqualTo(
            new Move.Fail("the router refused the routes: older than what is in force", false));
  }

  @Test
  @DisplayName("S4.5 after no answer, or a failure, the routes in force are read")
  void unknown_isReadBack() {
    assertThat(next(Story.begins().then(PUBLISH, gaveUp()))).isEqualTo(READ_BACK);
    assertThat(next(Story.begins().then(PUBLISH, failed()))).isEqualTo(READ_BACK);
  }

  @Test
  @DisplayName("S4.5 the very table read back is in force; another one, or none, is not")
  void readBack_decides() {
    Story asked = Story.begins().then(PUBLISH, gaveUp());

    assertThat(next(asked.then(READ, read(ALIKE)))).isInstanceOf(Move.Pause.class);
    assertThat(next(asked.then(READ, noTable()))).isInstanceOf(Move.Pause.class);
    assertThat(next(asked.then(READ, failed()))).isInstanceOf(Move.Pause.class);
    assertThat(next(asked.then(READ, read(PUBLISH.table())))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.5 a router that does not serve the table is asked again after a pause")
  void notInForce_isAskedAgainAfterAPause() {
    Story story = tries(1);

    assertThat(next(story))
        .isEqualTo(new Move.Pause(START.plusMillis(500), "the router to confirm the routes"));
    assertThat(next(story.pause(Duration.ofMillis(499)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(ASK);
  }

  @Test
  @DisplayName("S4.5 after five tries without confirmation the swap gives up")
  void fiveTries_fail() {
    assertThat(next(tries(4))).isInstanceOf(Move.Pause.class);
    assertThat(next(tries(5)))
        .isEqualTo(
            new Move.Fail(
                "the router did not confirm the routes in 5 tries; last: no answer in 30 s, and"
                    + " no table is in force"));
  }

  @Test
  @DisplayName("S8.1 giving up tells what the router said to the table, and what it serves")
  void givingUp_tellsTheRoutersOwnFailure() {
    Story story = tries(4).then(PUBLISH, failed()).then(READ, read(ALIKE));

    assertThat(next(story))
        .isEqualTo(
            new Move.Fail(
                "the router did not confirm the routes in 5 tries; last: out of order, and"
                    + " generation "
                    + ALIKE.generation()
                    + " is in force"));
  }

  @Test
  @DisplayName("S4.5 the pauses between the tries double, up to half a minute")
  void pauses_double() {
    assertThat(pauseAfter(1)).isEqualTo(Duration.ofMillis(500));
    assertThat(pauseAfter(2)).isEqualTo(Duration.ofSeconds(1));
    assertThat(pauseAfter(3)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pauseAfter(6)).isEqualTo(Duration.ofSeconds(16));
    assertThat(pauseAfter(7)).isEqualTo(Duration.ofSeconds(30));
    assertThat(pauseAfter(100)).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("S4.11 a longer pause than half a minute is cut to it")
  void longPause_isCut() {
    Limits slow = Limits.builder().retryPause(Duration.ofMinutes(1)).build();

    assertThat(Publishing.next(PUBLISH, slow, tries(1).seen()))
        .isEqualTo(new Move.Pause(START.plusSeconds(30), "the router to confirm the routes"));
  }

  @Test
  @DisplayName("S9.2 on the way back the router is asked until it confirms, whatever it says")
  void goingBack_neverGivesUp() {
    assertThat(untilConfirmed(Story.begins())).isEqualTo(ASK);
    assertThat(untilConfirmed(Story.begins().then(PUBLISH, refused()))).isEqualTo(READ_BACK);
    assertThat(untilConfirmed(tries(1_000))).isInstanceOf(Move.Pause.class);
    assertThat(untilConfirmed(tries(1_000).pause(Duration.ofSeconds(30)))).isEqualTo(ASK);
    assertThat(untilConfirmed(tries(3).then(PUBLISH, inForce(PUBLISH)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.2 a router that refuses will do if it serves the same anyway")
  void refusedButServedAlike_isDone() {
    Story refused = Story.begins().then(PUBLISH, refused());

    assertThat(untilServed(Story.begins())).isEqualTo(ASK);
    assertThat(untilServed(refused)).isEqualTo(READ_BACK);
    assertThat(untilServed(refused.then(READ, read(OTHER)))).isInstanceOf(Move.Pause.class);
    assertThat(untilServed(refused.then(READ, noTable()))).isInstanceOf(Move.Pause.class);
    assertThat(untilServed(refused.then(READ, failed()))).isInstanceOf(Move.Pause.class);
    assertThat(untilServed(refused.then(READ, read(ALIKE)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S9.2 without a refusal the same routes of an older table will not do")
  void unknownAndServedAlike_isNotDone() {
    Story unknown = Story.begins().then(PUBLISH, gaveUp()).then(READ, read(ALIKE));
    Story refusedBefore =
        Story.begins()
            .then(PUBLISH, refused())
            .then(READ, noTable())
            .then(PUBLISH, gaveUp())
            .then(READ, read(ALIKE));

    assertThat(untilServed(unknown)).isInstanceOf(Move.Pause.class);
    assertThat(untilServed(refusedBefore)).isInstanceOf(Move.Pause.class);
  }

  /** The router was asked so often, and never served anything. */
  private static Story tries(int number) {
    Story story = Story.begins();
    for (int i = 0; i < number; i++) {
      story.then(PUBLISH, gaveUp()).then(READ, noTable());
    }
    return story;
  }

  private static Duration pauseAfter(int tries) {
    Move move = untilConfirmed(tries(tries));
    assertThat(move).isInstanceOf(Move.Pause.class);
    Instant until = ((Move.Pause) move).until();
    return Duration.between(START, until);
  }

  private static Move next(Story story) {
    return Publishing.next(PUBLISH, LIMITS, story.seen());
  }

  private static Move untilConfirmed(Story story) {
    return Publishing.untilConfirmed(PUBLISH, LIMITS, story.seen());
  }

  private static Move untilServed(Story story) {
    return Publishing.untilServed(PUBLISH, LIMITS, story.seen());
  }
}
