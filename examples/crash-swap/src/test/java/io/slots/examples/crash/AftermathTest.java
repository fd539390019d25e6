package io.slots.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.examples.crash.Strike.Manner;
import io.slots.operation.Ending;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AftermathTest {
  private final Diary diary = new Diary();

  @Test
  void strike_whatWasSaidBefore_orOfAnotherOperation_isLeftOut() throws InterruptedException {
    diary.write("one", "ended op1 REVERTED");
    Aftermath aftermath = new Aftermath(diary, Manner.KILL, "one");
    aftermath.hit(hit("warm up"));
    diary.write("two", "ended op2 REVERTED");

    assertThat(aftermath.strike().ending()).isEmpty();
    assertThat(aftermath.strike().isRight()).isFalse();
  }

  @Test
  void strike_takenOverAndEnded_tellsWhen() throws InterruptedException {
    Aftermath aftermath = new Aftermath(diary, Manner.STOP, "one");
    aftermath.hit(hit("warm up"));
    diary.write("two", "started op1 taken-over");
    diary.write("two", "ended op1 REVERTED");
    diary.write("one", "lost op1");
    aftermath.awaitAnother();
    aftermath.awaitEnd();
    aftermath.awaitLoss();

    Strike strike = aftermath.strike();

    assertThat(strike.ending()).hasValue(Ending.REVERTED);
    assertThat(strike.takenOver()).isPresent();
    assertThat(strike.recovery())
        .hasValueSatisfying(
            it -> assertThat(it).isGreaterThanOrEqualTo(strike.takenOver().orElseThrow()));
    assertThat(strike.sinceRestart()).isEmpty();
  }

  @Test
  void strike_whatPauses_hasNoTime() throws InterruptedException {
    Aftermath aftermath = new Aftermath(diary, Manner.KILL, "one");
    aftermath.restarted();
    aftermath.hit(hit("paused"));
    diary.write("one", "ended op1 REVERTED");

    assertThat(aftermath.strike().recovery()).isEmpty();
    assertThat(aftermath.strike().sinceRestart()).isEmpty();
    assertThat(aftermath.strike().ending()).hasValue(Ending.REVERTED);
  }

  @Test
  void await_nothingWasHit_isNotWaitedFor() throws InterruptedException {
    Aftermath aftermath = new Aftermath(diary, Manner.STOP, "one");

    aftermath.awaitAnother();
    aftermath.awaitEnd();
    aftermath.awaitLoss();

    assertThat(aftermath.strike().isRight()).isTrue();
  }

  private static Hit hit(String where) {
    return new Hit(where, Optional.of(OperationId.of("op1")), Set.of(Ending.REVERTED));
  }
}
