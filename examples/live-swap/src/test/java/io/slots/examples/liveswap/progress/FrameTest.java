package io.slots.examples.liveswap.progress;

import static io.slots.examples.liveswap.progress.Events.at;
import static io.slots.examples.liveswap.progress.Events.instanceEnded;
import static io.slots.examples.liveswap.progress.Events.restartBegun;
import static io.slots.examples.liveswap.progress.Events.started;
import static io.slots.examples.liveswap.progress.Events.stepEnded;
import static io.slots.examples.liveswap.progress.Events.stepStarted;
import static io.slots.examples.liveswap.progress.Events.turnedBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.Glyphs;
import io.slots.operation.Direction;
import io.slots.operation.OperationKind;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepName;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameTest {
  private final OperationView view = new OperationView();

  @BeforeEach
  void expectASwap() {
    view.expect(
        List.of(
            new PlannedStep(StepName.APPLY_SETTINGS, List.of()),
            new PlannedStep(StepName.WARM_UP, List.of())));
    view.on(started(0, OperationKind.SWAP));
  }

  @Test
  void lines_aStepAtWork_haveABarForEachOfItsInstances() {
    view.on(stepStarted(0, StepName.APPLY_SETTINGS, "a-1", "a-2", "a-3"));
    view.on(restartBegun(0, "a-1", 1));
    view.on(instanceEnded(800, StepName.APPLY_SETTINGS, "a-1", true));
    view.on(restartBegun(0, "a-2", 2));

    assertThat(lines(1_000))
        .containsExactly(
            "  swap staging into production",
            "  > apply settings              1.00 s  1 of 3 instances",
            "      a-1                   ########################   0.80 s",
            "      a-2                   ############------------   1.00 s"
                + "  restart a-2 as production (try 2)",
            "      a-3                   ------------------------   0.00 s",
            "  . warm up");
  }

  @Test
  void lines_aStepThatHasEnded_isOneLine() {
    view.on(stepStarted(0, StepName.APPLY_SETTINGS, "a-1"));
    view.on(instanceEnded(1_500, StepName.APPLY_SETTINGS, "a-1", true));
    view.on(stepEnded(0, 1_500, StepName.APPLY_SETTINGS, Direction.FORWARD));

    assertThat(lines(9_000))
        .containsExactly(
            "  swap staging into production",
            "  + apply settings              1.50 s  1 of 1 instances",
            "  . warm up");
  }

  @Test
  void lines_aStepThatFailed_saysWhy() {
    view.on(stepStarted(0, StepName.APPLY_SETTINGS, "a-1"));
    view.on(turnedBack(300, "a-1 did not start"));
    view.on(stepEnded(0, 300, StepName.APPLY_SETTINGS, Direction.FORWARD));
    view.on(stepEnded(300, 900, StepName.APPLY_SETTINGS, Direction.BACK));

    assertThat(lines(1_000)).contains("  x apply settings              0.30 s  a-1 did not start");
    assertThat(lines(1_000)).anyMatch(line -> line.contains("undo: apply settings"));
  }

  @Test
  void lines_anInstanceThatTakesLongerThanUsual_isAlmostDoneAndNotQuite() {
    view.on(stepStarted(0, StepName.APPLY_SETTINGS, "a-1"));
    view.on(restartBegun(0, "a-1", 1));

    assertThat(lines(60_000).get(2)).contains("#######################-");
  }

  @Test
  void lines_manyInstances_areCutShort() {
    view.on(
        stepStarted(
            0,
            StepName.APPLY_SETTINGS,
            IntStream.range(0, 20).mapToObj(it -> "a-" + it).toArray(String[]::new)));

    assertThat(lines(0)).hasSize(10).contains("      and 14 more");
  }

  @Test
  void glyphs_aCharsetWithoutBlocks_areAscii() {
    assertThat(Glyphs.of(StandardCharsets.US_ASCII).bar(0.5, 4)).isEqualTo("##--");
    assertThat(Glyphs.of(StandardCharsets.US_ASCII).shown("a → b")).isEqualTo("a -> b");
    assertThat(Glyphs.of(StandardCharsets.UTF_8).bar(0.5, 4)).isEqualTo("██░░");
  }

  private List<String> lines(long now) {
    return new Frame(view, Glyphs.of(StandardCharsets.US_ASCII), at(now))
        .lines().stream().map(String::stripTrailing).toList();
  }
}
