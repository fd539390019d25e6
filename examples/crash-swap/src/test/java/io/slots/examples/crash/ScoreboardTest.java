package io.slots.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.examples.crash.Strike.Manner;
import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.operation.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreboardTest {
  private static final Counted CLEAN = new Counted(40, 3, 0, 2);
  private static final Strike REVERTED = killed("warm up", Ending.REVERTED, Ending.REVERTED);
  private static final Strike CARRIED_ON =
      killed("update routing", Ending.COMPLETED, Ending.COMPLETED);

  @Test
  void text_rightEndings_areCountedByStepInTheirOrder() {
    Scoreboard scores = new Scoreboard(List.of(CARRIED_ON, REVERTED, REVERTED), CLEAN);

    assertThat(scores.isClean()).isTrue();
    assertThat(scores.text())
        .containsPattern(
            "warm up +\\| +2 \\| +0 \\| +2 \\| +0 \\| +0 \\| +0\\s+"
                + "update routing +\\| +1 \\| +0 \\| +0 \\| +1 \\| +0 \\| +0\\s+"
                + "all +\\| +3 \\|")
        .containsPattern("killed and reverted, until it has ended +\\| 2 \\| 1.0 s \\|")
        .containsPattern(" 40 \\| +3 \\| +0 \\| +2\n");
  }

  @Test
  void isClean_anotherEndingThanTheRule_isNot() {
    Strike wrong = killed("warm up", Ending.REVERTED, Ending.COMPLETED);
    Scoreboard scores = new Scoreboard(List.of(REVERTED, wrong), CLEAN);

    assertThat(scores.isClean()).isFalse();
    assertThat(scores.text()).containsPattern("all +\\| +2 \\| +0 \\| +1 \\| +0 \\| +0 \\| +1\n");
    assertThat(wrong.describe()).contains("WRONG: that was to be [reverted]");
  }

  @Test
  void isClean_degraded_isNot() {
    Strike degraded = killed("warm up", Ending.REVERTED, Ending.REVERTED_SOURCE_DEGRADED);

    assertThat(new Scoreboard(List.of(degraded), CLEAN).isClean()).isFalse();
  }

  @Test
  void isClean_somethingDoneByAnOldToken_isNot() {
    assertThat(new Scoreboard(List.of(REVERTED), new Counted(40, 3, 1, 0)).isClean()).isFalse();
  }

  private static Strike killed(String where, Ending right, Ending ending) {
    return new Strike(
        Manner.KILL,
        new Hit(where, Optional.of(OperationId.of("op1")), Set.of(right)),
        Optional.of(ending),
        Optional.empty(),
        Optional.of(Duration.ofSeconds(1)),
        Optional.empty());
  }
}
