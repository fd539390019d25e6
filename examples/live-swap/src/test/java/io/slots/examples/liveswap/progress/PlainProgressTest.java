package io.slots.examples.liveswap.progress;

import static io.slots.examples.liveswap.progress.Events.ended;
import static io.slots.examples.liveswap.progress.Events.instanceEnded;
import static io.slots.examples.liveswap.progress.Events.restartBegun;
import static io.slots.examples.liveswap.progress.Events.restartFailed;
import static io.slots.examples.liveswap.progress.Events.started;
import static io.slots.examples.liveswap.progress.Events.stepEnded;
import static io.slots.examples.liveswap.progress.Events.stepStarted;
import static io.slots.examples.liveswap.progress.Events.turnedBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.operation.Direction;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
  private final List<String> lines = new ArrayList<>();
  private final PlainProgress progress = new PlainProgress(Events.START, lines::add);

  @Test
  void on_aSwap_printsALineForEachStepAndInstance() {
    progress.on(started(10, OperationKind.SWAP));
    progress.on(stepStarted(10, StepName.APPLY_SETTINGS, "a-1"));
    progress.on(restartBegun(10, "a-1", 1));
    progress.on(instanceEnded(1_510, StepName.APPLY_SETTINGS, "a-1", true));
    progress.on(stepEnded(10, 1_510, StepName.APPLY_SETTINGS, Direction.FORWARD));
    progress.on(ended(12_340, Ending.COMPLETED));

    assertThat(lines)
        .containsExactly(
            "  0.01 s  swap staging into production",
            "  1.51 s      a-1 done",
            "  1.51 s    apply settings (1500 ms)",
            " 12.34 s  swap staging into production: completed (12340 ms)");
  }

  @Test
  void on_aSwapThatFails_saysWhyOnceAndWhatWasUndone() {
    progress.on(started(0, OperationKind.SWAP));
    progress.on(restartFailed(100, "a-1", "ended with status 3"));
    progress.on(instanceEnded(100, StepName.APPLY_SETTINGS, "a-1", false));
    progress.on(turnedBack(100, "a-1: ended with status 3"));
    progress.on(stepEnded(100, 900, StepName.APPLY_SETTINGS, Direction.BACK));
    progress.on(ended(900, Ending.REVERTED));

    assertThat(lines)
        .containsExactly(
            "  0.00 s  swap staging into production",
            "  0.10 s      restart a-1 as production: ended with status 3",
            "  0.10 s      a-1 has failed",
            "  0.10 s    turning back",
            "  0.90 s    undone: apply settings (800 ms)",
            "  0.90 s  swap staging into production: reverted (900 ms)");
  }

  @Test
  void on_anEffectWithSettings_printsNoValue() {
    progress.on(restartFailed(100, "a-1", "ended with status 3"));

    assertThat(lines).isNotEmpty().noneMatch(line -> line.contains(Events.SECRET));
  }

  @Test
  void withoutRerouting_operationsThatOnlyReroute_areLeftOut() {
    WithoutRerouting filter = new WithoutRerouting(progress);

    filter.on(started(0, OperationKind.REROUTING));
    filter.on(stepEnded(0, 5, StepName.UPDATE_ROUTING, Direction.FORWARD));
    filter.on(ended(5, Ending.COMPLETED));

    assertThat(lines).isEmpty();
  }
}
