package io.slots.examples.stage.verdict;

import static io.slots.examples.stage.verdict.Exchanges.MILLI;
import static io.slots.examples.stage.verdict.Exchanges.answered;
import static io.slots.examples.stage.verdict.Exchanges.failed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** v1 from 0 on; at 100 the router is asked for v2, at 110 it has confirmed. */
class JudgeTest {
  private final ProductionTimeline timeline = new ProductionTimeline();
  private final Judge judge = new Judge(timeline, Versions.none());

  @BeforeEach
  void switchToV2() {
    timeline.confirm(timeline.begin("v1", 0), 0);
    timeline.confirm(timeline.begin("v2", 100 * MILLI), 110 * MILLI);
  }

  @Test
  void judge_theOldVersionBeforeTheSwitch_isRight() {
    assertThat(judge.judge(answered("v1", 50, 60)).fault()).isEmpty();
  }

  @Test
  void judge_theNewVersionBeforeTheSwitch_isWrong() {
    assertThat(judge.judge(answered("v2", 50, 99)).isWrong()).isTrue();
  }

  @Test
  void judge_eitherVersionForARequestBegunBeforeTheConfirmation_isRight() {
    assertThat(judge.judge(answered("v1", 50, 400)).fault()).isEmpty();
    assertThat(judge.judge(answered("v2", 50, 400)).fault()).isEmpty();
    assertThat(judge.judge(answered("v1", 109, 400)).fault()).isEmpty();
    assertThat(judge.judge(answered("v2", 109, 400)).fault()).isEmpty();
  }

  @Test
  void judge_theOldVersionForARequestBegunAfterTheConfirmation_isWrong() {
    Judged judged = judge.judge(answered("v1", 110, 120));

    assertThat(judged.isWrong()).isTrue();
    assertThat(judged.fault()).hasValue("v1 answered, where only [v2] could");
  }

  @Test
  void judge_theNewVersionAfterTheConfirmation_isRight() {
    assertThat(judge.judge(answered("v2", 110, 120)).fault()).isEmpty();
  }

  @Test
  void judge_aVersionThatNeverWasInProduction_isWrong() {
    assertThat(judge.judge(answered("v3", 105, 120)).isWrong()).isTrue();
  }

  @Test
  void judge_anAnswerOfNoKnownVersion_isWrong() {
    assertThat(judge.judge(answered("", 120, 130)).isWrong()).isTrue();
  }

  @Test
  void judge_theRightVersionWithStagingsSettings_isWrong() {
    Judged judged = judge.judge(answered("v2", "staging", 120, 130));

    assertThat(judged.fault()).hasValue("v2 answered with the settings of staging");
  }

  @Test
  void judge_aVersionOfASlotWithAShare_isRightWithThatSlotsSettingsOnly() {
    timeline.confirm(
        timeline.begin("v2", Set.of(new Candidate("v3", "staging")), 120 * MILLI), 130 * MILLI);

    assertThat(judge.judge(answered("v3", "staging", 140, 150)).fault()).isEmpty();
    assertThat(judge.judge(answered("v2", "production", 140, 150)).fault()).isEmpty();
    assertThat(judge.judge(answered("v3", "production", 140, 150)).fault())
        .hasValue("v3 answered with the settings of production");
    assertThat(judge.judge(answered("v1", "production", 140, 150)).fault())
        .hasValue("v1 answered, where only [v2, v3] could");
  }

  @Test
  void judge_afterTheShareIsTakenBack_itsVersionIsWrong() {
    timeline.confirm(
        timeline.begin("v2", Set.of(new Candidate("v3", "staging")), 120 * MILLI), 130 * MILLI);
    timeline.confirm(timeline.begin("v2", 160 * MILLI), 170 * MILLI);

    assertThat(judge.judge(answered("v3", "staging", 165, 180)).fault()).isEmpty();
    assertThat(judge.judge(answered("v3", "staging", 170, 180)).isWrong()).isTrue();
  }

  @Test
  void judge_aServiceThatDoesNotSayItsSettings_isRight() {
    assertThat(judge.judge(answered("v2", "", 120, 130)).fault()).isEmpty();
  }

  @Test
  void judge_aFailure_isFailedAndNotWrong() {
    Judged judged = judge.judge(failed("reset", 120, 130));

    assertThat(judged.isFailed()).isTrue();
    assertThat(judged.isWrong()).isFalse();
    assertThat(judged.fault()).hasValue("reset");
  }

  @Test
  void judge_afterTheWayBack_onlyTheFirstVersionIsRight() {
    timeline.confirm(timeline.begin("v1", 200 * MILLI), 205 * MILLI);

    assertThat(judge.judge(answered("v2", 150, 300)).fault()).isEmpty();
    assertThat(judge.judge(answered("v1", 150, 300)).fault()).isEmpty();
    assertThat(judge.judge(answered("v2", 206, 300)).isWrong()).isTrue();
    assertThat(judge.judge(answered("v1", 206, 300)).fault()).isEmpty();
  }

  @Test
  void judge_aRefusedChange_neverMadeItsVersionRight() {
    timeline.refuse(timeline.begin("v3", 150 * MILLI));

    assertThat(judge.judge(answered("v3", 150, 160)).isWrong()).isTrue();
    assertThat(judge.judge(answered("v2", 150, 160)).fault()).isEmpty();
  }

  @Test
  void judge_aChangeThatWasNotConfirmed_leavesBothRight() {
    RouteChange unused = timeline.begin("v1", 150 * MILLI);

    assertThat(judge.judge(answered("v1", 200, 210)).fault()).isEmpty();
    assertThat(judge.judge(answered("v2", 200, 210)).fault()).isEmpty();
  }
}
