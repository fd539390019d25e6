package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.START;
import static io.slots.core.step.Story.failed;
import static io.slots.core.step.Story.gaveUp;
import static io.slots.core.step.Story.responded;
import static io.slots.core.step.Story.started;
import static io.slots.core.step.Story.timedOut;
import static io.slots.core.step.Story.unreachable;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.SHOP_HOST;
import static io.slots.core.step.SwapStage.V2;
import static io.slots.core.step.SwapStage.V2_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.effect.Probe;
import io.slots.effect.Restart;
import io.slots.operation.Swap;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.4: one instance is warmed up, path by path. */
class WarmingUpTest {
  private static final Duration REQUEST = Duration.ofSeconds(90);
  private static final Swap SWAP = SwapStage.swap(SwapStage.shop());
  private static final Restarting RESTARTING =
      Restarting.incoming(SwapStage.swapping(SwapStage.shop()), SWAP);
  private static final Restart RESTART =
      new Restart(SHOP, PRODUCTION, V2, V2_1, SWAP.settings().sourceEffectiveDuring());
  private static final Move RESTART_IT = new Move.Act(RESTART, Duration.ofSeconds(230));

  /** First {@code /ping}, then {@code /cache?key=secret}; 200 and 204 are good. */
  private static final WarmUpPlan PLAN =
      WarmUpPlan.of(
          Settings.of(
              Setting.of(WarmUpPlan.PING_PATH, "/ping"),
              Setting.of(WarmUpPlan.PING_STATUSES, "200,204")),
          Content.builder()
              .id(ContentId.of("v2"))
              .version("v2")
              .addWarmUpPaths("/cache?key=secret")
              .build(),
          WarmUpStatuses.AS_SETTINGS_SAY);

  private static final Probe PING = probe("/ping");
  private static final Probe CACHE = probe("/cache?key=secret");

  @Test
  @DisplayName("S4.4 path after path is asked for, and an instance that answered all is warm")
  void paths_areAskedForOneByOne() {
    assertThat(next(Story.begins())).isEqualTo(ask(PING));
    assertThat(next(Story.begins().then(PING, responded(200)))).isEqualTo(ask(CACHE));
    assertThat(next(Story.begins().then(PING, responded(200)).then(CACHE, responded(204))))
        .isEqualTo(Move.DONE);
  }

  @Test
  @DisplayName("S4.4 a status outside the list fails the instance at once; no query is shown")
  void otherStatus_fails() {
    assertThat(next(Story.begins().then(PING, responded(500))))
        .isEqualTo(new Move.Fail("v2-1 answered GET /ping with status 500; accepted: [200, 204]"));
    assertThat(next(Story.begins().then(PING, responded(200)).then(CACHE, responded(302))))
        .isEqualTo(
            new Move.Fail("v2-1 answered GET /cache?… with status 302; accepted: [200, 204]"));
  }

  @Test
  @DisplayName("S4.4 a request that is not answered is made again after a pause")
  void unanswered_isAskedAgainAfterAPause() {
    Story story = Story.begins().then(PING, responded(200)).then(CACHE, REQUEST, timedOut());

    assertThat(next(story))
        .isEqualTo(
            new Move.Pause(START.plus(REQUEST).plusMillis(500), "v2-1 to answer GET /cache?…"));
    assertThat(next(story.pause(Duration.ofMillis(499)))).isInstanceOf(Move.Pause.class);
    assertThat(next(story.pause(Duration.ofMillis(1)))).isEqualTo(ask(CACHE));
  }

  @Test
  @DisplayName("S4.4 after three requests without answer the instance is restarted, once")
  void threeUnanswered_restart() {
    assertThat(next(unanswered(2).pause())).isEqualTo(ask(PING));
    assertThat(next(unanswered(3))).isEqualTo(RESTART_IT);
    assertThat(next(unanswered(3).then(RESTART, started(V2_1)))).isEqualTo(ask(PING));
    assertThat(next(unanswered(3).then(RESTART, started(V2_1)).then(PING, timedOut()).pause()))
        .isEqualTo(ask(PING));
  }

  @Test
  @DisplayName("S4.4 after five requests without answer it has failed")
  void fiveUnanswered_fail() {
    Story four = unanswered(3).then(RESTART, started(V2_1)).then(PING, timedOut()).pause();

    assertThat(next(four.then(PING, gaveUp())))
        .isEqualTo(new Move.Fail("v2-1 did not answer GET /ping in 5 requests: no answer in 30 s"));
  }

  @Test
  @DisplayName("S4.4 every kind of no answer counts: silence, refusal, a probe that fails or hangs")
  void everyKindOfNoAnswer_counts() {
    Story story =
        Story.begins()
            .then(PING, timedOut())
            .pause()
            .then(PING, unreachable())
            .pause()
            .then(PING, failed());

    assertThat(next(story)).isEqualTo(RESTART_IT);
    assertThat(next(unanswered(2).then(PING, gaveUp()))).isEqualTo(RESTART_IT);
  }

  @Test
  @DisplayName("S4.4 an instance that cannot be restarted has failed")
  void notRestarted_fails() {
    assertThat(next(unanswered(3).then(RESTART, failed())))
        .isEqualTo(new Move.Fail("v2-1 could not be restarted: out of order"));
  }

  @Test
  @DisplayName("S4.4 a restart leaves it cold: every path is asked for again")
  void restarted_startsAllOver() {
    Story story =
        Story.begins()
            .then(PING, responded(200))
            .then(CACHE, timedOut())
            .then(CACHE, timedOut())
            .then(CACHE, timedOut())
            .then(RESTART, started(V2_1));

    assertThat(next(story)).isEqualTo(ask(PING));
    assertThat(next(story.then(PING, responded(200)))).isEqualTo(ask(CACHE));
  }

  @Test
  @DisplayName("S4.4 how often a path was not answered is not forgotten with the restart")
  void restarted_countsOn() {
    Story story =
        Story.begins()
            .then(PING, responded(200))
            .then(CACHE, timedOut())
            .then(CACHE, timedOut())
            .then(CACHE, timedOut())
            .then(RESTART, started(V2_1))
            .then(PING, responded(200))
            .then(CACHE, timedOut())
            .pause();

    assertThat(next(story)).isEqualTo(ask(CACHE));
    assertThat(next(story.then(CACHE, timedOut())))
        .isEqualTo(
            new Move.Fail("v2-1 did not answer GET /cache?… in 5 requests: no answer in time"));
  }

  @Test
  @DisplayName("S4.4 each path has its own count, and its own restart")
  void paths_countSeparately() {
    Story story =
        unanswered(3)
            .then(RESTART, started(V2_1))
            .then(PING, responded(200))
            .then(CACHE, timedOut())
            .then(CACHE, timedOut())
            .pause();

    assertThat(next(story)).isEqualTo(ask(CACHE));
    assertThat(next(story.then(CACHE, timedOut()))).isEqualTo(RESTART_IT);
  }

  @Test
  @DisplayName("S4.4 while it comes back from its restart, refused connections do not count")
  void refusedWhileRestarting_doesNotCount() {
    Story story = unanswered(3).then(RESTART, started(V2_1));
    for (int i = 0; i < 20; i++) {
      story.then(PING, unreachable()).pause();
    }

    assertThat(next(story)).isEqualTo(ask(PING));
  }

  @Test
  @DisplayName("S4.4 silence counts even then")
  void silenceWhileRestarting_counts() {
    Story story =
        unanswered(3).then(RESTART, started(V2_1)).then(PING, timedOut()).then(PING, timedOut());

    assertThat(next(story)).isInstanceOf(Move.Fail.class);
  }

  @Test
  @DisplayName("S4.4 refused connections count again once the restart has had its time")
  void refusedAfterTheRestart_counts() {
    Duration grace = Duration.ofSeconds(230);
    Story story =
        unanswered(3)
            .then(RESTART, Duration.ofSeconds(30), started(V2_1))
            .pause(grace.minusSeconds(30).minusMillis(1))
            .then(PING, unreachable())
            .pause(Duration.ofMillis(1))
            .then(PING, unreachable())
            .pause();

    assertThat(next(story)).isEqualTo(ask(PING));
    assertThat(next(story.then(PING, unreachable())))
        .isEqualTo(
            new Move.Fail("v2-1 did not answer GET /ping in 5 requests: connection refused"));
  }

  @Test
  @DisplayName("S4.4 an instance that has answered since is back from its restart")
  void refusedAfterAnAnswer_counts() {
    Story story =
        unanswered(3)
            .then(RESTART, started(V2_1))
            .then(PING, responded(200))
            .then(CACHE, unreachable())
            .then(CACHE, unreachable())
            .then(CACHE, unreachable());

    assertThat(next(story)).isEqualTo(RESTART_IT);
  }

  @Test
  @DisplayName("S4.11 an instance that is to fail sooner than to restart is never restarted")
  void failsBeforeItRestarts_isNeverRestarted() {
    Scene scene =
        SwapStage.limited(
            RESTARTING.scene(), it -> it.timeoutsBeforeRestart(5).timeoutsBeforeFailure(4));
    WarmingUp warmingUp = new WarmingUp(Restarting.incoming(scene, SWAP), PLAN);

    assertThat(warmingUp.next(V2_1, unanswered(3).pause().seen())).isEqualTo(ask(PING));
    assertThat(warmingUp.next(V2_1, unanswered(4).seen())).isInstanceOf(Move.Fail.class);
  }

  private static Story unanswered(int requests) {
    Story story = Story.begins();
    for (int i = 0; i < requests; i++) {
      story.then(PING, timedOut());
    }
    return story;
  }

  private static Move next(Story story) {
    return new WarmingUp(RESTARTING, PLAN).next(V2_1, story.seen());
  }

  private static Probe probe(String path) {
    return new Probe(SHOP, V2_1, SHOP_HOST, path, REQUEST);
  }

  private static Move ask(Probe probe) {
    return new Move.Act(probe, REQUEST);
  }
}
