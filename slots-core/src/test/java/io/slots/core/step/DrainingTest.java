package io.slots.core.step;

import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.6: requests in flight finish, counted, up to the drain deadline. */
class DrainingTest {
  private static final Scene SCENE = SwapStage.swapping(SwapStage.shop());
  private static final PublishRoutes WITHDRAW = SCENE.publish(SCENE.app(), 20);
  private static final Set<InstanceId> LEAVING = SwapStage.ids(V1_1, V1_2);
  private static final CountInFlight COUNT = new CountInFlight(SHOP, LEAVING);

  @Test
  @DisplayName("S4.6 nothing is counted before the instances get no new requests")
  void withdrawal_comesFirst() {
    Move.Act withdraw = new Move.Act(WITHDRAW, Duration.ofSeconds(30));

    assertThat(next(SCENE, withdraw, Story.begins())).isEqualTo(withdraw);
    assertThat(next(SCENE, new Move.Fail("refused"), Story.begins()))
        .isEqualTo(new Move.Fail("refused"));
  }

  @Test
  @DisplayName("S4.6 then the requests in flight are counted")
  void withdrawn_isCounted() {
    assertThat(next(Story.begins().then(WITHDRAW, inForce(WITHDRAW))))
        .isEqualTo(count(Duration.ofSeconds(30)));
  }

  @Test
  @DisplayName("S4.6 no request in flight means drained")
  void nothingInFlight_isDrained() {
    assertThat(next(Story.begins().then(COUNT, counted(V1_1.id(), 0)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.6 requests in flight are waited for, and counted again after a pause")
  void inFlight_isCountedAgainAfterAPause() {
    Story story = Story.begins().then(COUNT, counted(V1_1.id(), 1));

    assertThat(next(story))
        .isEqualTo(
            new Move.Pause(
                START.plusMillis(50),
                "requests in flight to finish",
                Optional.of(START.plusSeconds(30))));
    assertThat(next(story.pause(Duration.ofMillis(49)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(count(Duration.ofMillis(29_950)));
  }

  @Test
  @DisplayName("S4.6 a router that cannot count holds nobody up past the deadline")
  void notCounted_isWaitedForUpToTheDeadline() {
    Story story = Story.begins().then(COUNT, Duration.ofSeconds(10), failed());

    assertThat(next(story))
        .isEqualTo(
            new Move.Pause(
                START.plusMillis(10_050),
                "requests in flight to finish",
                Optional.of(START.plusSeconds(30))));
    assertThat(next(story.pause(Duration.ofSeconds(20)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName(
      "S4.6 the deadline counts from the first count, not from the withdrawal, and ends the wait")
  void deadline_endsTheWait() {
    Story story =
        Story.begins()
            .then(WITHDRAW, Duration.ofMinutes(5), inForce(WITHDRAW))
            .then(COUNT, counted(V1_1.id(), 2))
            .pause(Duration.ofMillis(29_980))
            .then(COUNT, counted(V1_1.id(), 2));

    assertThat(next(story))
        .isEqualTo(
            new Move.Pause(
                START.plusSeconds(330),
                "requests in flight to finish",
                Optional.of(START.plusSeconds(330))));
    assertThat(next(story.pause(Duration.ofMillis(19)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.11 a count may take as long as the router may, and the drain as it may")
  void limits_boundTheCount() {
    Scene patient = SwapStage.limited(SCENE, it -> it.drain(Duration.ofMinutes(2)));
    Scene hasty = SwapStage.limited(SCENE, it -> it.drain(Duration.ofSeconds(3)));

    assertThat(next(patient, Move.DONE, Story.begins())).isEqualTo(count(Duration.ofSeconds(30)));
    assertThat(next(hasty, Move.DONE, Story.begins())).isEqualTo(count(Duration.ofSeconds(3)));
  }

  private static Move next(Story story) {
    return next(SCENE, Move.DONE, story);
  }

  private static Move next(Scene scene, Move withdrawal, Story story) {
    return Draining.next(scene, before -> withdrawal, LEAVING, story.seen());
  }

  private static Move count(Duration limit) {
    return new Move.Act(COUNT, limit);
  }
}
