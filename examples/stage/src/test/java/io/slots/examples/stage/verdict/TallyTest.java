package io.slots.examples.stage.verdict;

import static io.slots.examples.stage.verdict.Exchanges.MILLI;
import static io.slots.examples.stage.verdict.Exchanges.answered;
import static io.slots.examples.stage.verdict.Exchanges.failed;
import static io.slots.examples.stage.verdict.Exchanges.slow;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void of_aHundredLatencies_hasMedianPercentileAndLongest() {
    List<Judged> judged =
        IntStream.rangeClosed(1, 100).mapToObj(it -> right(answered("v1", 0, it))).toList();

    Tally.Latency fast = Tally.of(judged).fast();

    assertThat(fast.count()).isEqualTo(100);
    assertThat(millis(fast.p50())).isCloseTo(50, within(0.1));
    assertThat(millis(fast.p99())).isCloseTo(99, within(0.1));
    assertThat(millis(fast.max())).isCloseTo(100, within(0.1));
  }

  @Test
  void of_slowRequests_countsWhatTheyTookBeyondTheTimeAskedFor() {
    Tally tally = Tally.of(List.of(right(slow("v1", 300, 0, 307)), right(slow("v1", 300, 0, 299))));

    assertThat(millis(tally.beyond().max())).isCloseTo(7, within(0.1));
    assertThat(tally.beyond().p50()).isEqualTo(Duration.ZERO);
    assertThat(tally.fast().count()).isZero();
  }

  @Test
  void of_failuresAndWrongAnswers_countsThemAndKeepsFailuresOutOfTheLatencies() {
    Tally tally =
        Tally.of(
            List.of(
                right(answered("v1", 0, 5)),
                right(answered("v2", 0, 5)),
                wrong("v2", answered("v2", 0, 5)),
                new Judged(failed("reset", 0, 900), Optional.empty(), Optional.of("reset"))));

    assertThat(tally.sent()).isEqualTo(4);
    assertThat(tally.failed()).isEqualTo(1);
    assertThat(tally.wrong()).isEqualTo(1);
    assertThat(tally.byVersion()).containsExactly(entry("v1", 1L), entry("v2", 2L));
    assertThat(millis(tally.fast().max())).isCloseTo(5, within(0.1));
  }

  @Test
  void of_aPhase_takesWhatWasBegunInIt() {
    Phase phase = new Phase("swap", true, 100 * MILLI, 200 * MILLI);

    Tally tally =
        Tally.of(
            phase,
            Stream.of(99, 100, 199, 200).map(it -> right(answered("v1", it, it + 500))).toList());

    assertThat(tally.sent()).isEqualTo(2);
  }

  @Test
  void phases_oneAfterTheOther_missNothingAndCountNothingTwice() {
    PhaseLog log = new PhaseLog("before swap", 0);
    log.operation("swap", 10);
    log.quiet("after swap", 30);

    assertThat(log.end(60))
        .containsExactly(
            new Phase("before swap", false, 0, 10),
            new Phase("swap", true, 10, 30),
            new Phase("after swap", false, 30, 60));
  }

  private static Judged right(Exchange exchange) {
    return new Judged(
        exchange,
        Optional.of(exchange.reply() instanceof Reply.Answered answer ? answer.version() : ""),
        Optional.empty());
  }

  private static Judged wrong(String version, Exchange exchange) {
    return new Judged(exchange, Optional.of(version), Optional.of("wrong"));
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
