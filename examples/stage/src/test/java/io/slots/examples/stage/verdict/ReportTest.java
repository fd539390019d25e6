package io.slots.examples.stage.verdict;

import static io.slots.examples.stage.verdict.Exchanges.MILLI;
import static io.slots.examples.stage.verdict.Exchanges.answered;
import static io.slots.examples.stage.verdict.Exchanges.failed;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.examples.stage.load.Exchange;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final List<Phase> PHASES =
      List.of(
          new Phase("before swap", false, 0, 100 * MILLI),
          new Phase("swap", true, 100 * MILLI, 200 * MILLI));

  private final ProductionTimeline timeline = new ProductionTimeline();

  @Test
  void text_aRun_hasARowForEachPhaseVersionAndStep() {
    List<String> lines =
        report(answered("v1", 10, 14), answered("v1", 150, 153)).text().lines().toList();

    assertThat(lines)
        .anySatisfy(
            it -> assertThat(it.split("[| ]+")).startsWith("", "before", "swap", "0.1", "1"))
        .anySatisfy(
            it -> assertThat(it.split("[| ]+")).startsWith("", "during", "swap", "0.1", "1"))
        .anySatisfy(it -> assertThat(it.split("[| ]+")).startsWith("", "all", "0.2", "2", "2", "0"))
        .anySatisfy(it -> assertThat(it.split("[| ]+")).startsWith("", "v1", "2", "0"))
        .anySatisfy(
            it -> assertThat(it).contains("swap staging into production", "warm up", "1.500"))
        .anySatisfy(it -> assertThat(it).contains("undo: apply settings", "0.250"))
        .anySatisfy(it -> assertThat(it).contains("= reverted", "2.000"));
  }

  @Test
  void text_columns_areAligned() {
    List<String> table =
        report(answered("v1", 10, 14))
            .text()
            .lines()
            .takeWhile(it -> it.contains("|") || it.contains("+"))
            .toList();

    assertThat(table).hasSizeGreaterThan(3);
    assertThat(table)
        .allSatisfy(line -> assertThat(separators(line)).isEqualTo(separators(table.get(0))));
  }

  @Test
  void shortText_aRun_hasARowForEachOperationAndNoneForSteps() {
    String text = report(answered("v1", 10, 14)).shortText();

    assertThat(text.lines())
        .anySatisfy(
            it ->
                assertThat(it.split("[| ]+"))
                    .containsExactly(
                        "", "op1", "swap", "staging", "into", "production", "reverted", "2.000"));
    assertThat(text).doesNotContain("warm up");
  }

  @Test
  void isClean_allAnsweredByTheRightVersion_isTrue() {
    Report report = report(answered("v1", 10, 20));

    assertThat(report.isClean()).isTrue();
    assertThat(report.verdict())
        .isEqualTo(
            "All well: 1 requests were sent; 0 failed, 0 were answered by the wrong content.");
  }

  @Test
  void isClean_oneFailure_isFalseAndTellsWhich() {
    Report report = report(answered("v1", 10, 20), failed("reset", 10, 20));

    assertThat(report.isClean()).isFalse();
    assertThat(report.text()).contains("1 times: reset");
    assertThat(report.verdict()).startsWith("NOT well:").contains("1 failed");
  }

  @Test
  void isClean_oneWrongAnswer_isFalseAndTellsWhich() {
    Report report = report(answered("v2", 10, 20));

    assertThat(report.isClean()).isFalse();
    assertThat(report.text()).contains("1 times: v2 answered, where only [v1] could");
  }

  @Test
  void isClean_nothingWasSent_isFalse() {
    assertThat(report().isClean()).isFalse();
  }

  private Report report(Exchange... exchanges) {
    timeline.confirm(timeline.begin("v1", 0), 0);
    return new Report(
        PHASES,
        new Judge(timeline, Versions.none()).judge(Arrays.asList(exchanges)),
        List.of(operation()));
  }

  private static EndedOperation operation() {
    return EndedOperation.builder()
        .id(OperationId.of("op1"))
        .app(AppName.of("shop"))
        .kind(OperationKind.SWAP)
        .addSlots(SlotName.of("staging"), SlotName.PRODUCTION)
        .description("swap staging into production")
        .startedAt(START)
        .endedAt(START.plusSeconds(2))
        .ending(Ending.REVERTED)
        .addSteps(
            StepTime.of(StepName.WARM_UP, Direction.FORWARD, START, START.plusMillis(1_500)),
            StepTime.of(StepName.APPLY_SETTINGS, Direction.BACK, START, START.plusMillis(250)))
        .build();
  }

  /** Where the columns end. */
  private static List<Integer> separators(String line) {
    return IntStream.range(0, line.length())
        .filter(place -> line.charAt(place) == '|' || line.charAt(place) == '+')
        .boxed()
        .toList();
  }
}
