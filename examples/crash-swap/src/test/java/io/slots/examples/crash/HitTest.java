package io.slots.examples.crash;

import static io.slots.examples.stage.Stage.SHOP;
import static io.slots.examples.stage.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Plan;
import io.slots.operation.Direction;
import io.slots.operation.Ending;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.Rerouting;
import io.slots.operation.StepName;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitTest {
  private static final OperationId ID = OperationId.of("op7");

  @ParameterizedTest
  @CsvSource({
    "DRAIN_SOURCE, FORWARD, REVERTED",
    "APPLY_SETTINGS, FORWARD, REVERTED",
    "RECHECK_INSTANCES, FORWARD, REVERTED",
    "WARM_UP, FORWARD, REVERTED",
    "UPDATE_ROUTING, FORWARD, COMPLETED",
    "DRAIN_FORMER_TARGET, FORWARD, COMPLETED",
    "REPEAT_FOR_SOURCE, FORWARD, COMPLETED",
    "UPDATE_ROUTING, BACK, REVERTED",
    "APPLY_SETTINGS, BACK, REVERTED"
  })
  @DisplayName("S9.3 what stands before the switch is to be reverted, the rest to be carried on")
  void of_anOperationOfTheVictim(StepName step, Direction direction, Ending right) {
    Hit hit = Hit.of(driving(step, direction), "one");

    assertThat(hit.operation()).hasValue(ID);
    assertThat(hit.right()).containsExactly(right);
    assertThat(hit.where()).endsWith(step.toString());
    assertThat(hit.where().startsWith("undo: ")).isEqualTo(direction == Direction.BACK);
  }

  @Test
  void of_anOperationOfAnother_isNoHit() {
    Hit hit = Hit.of(driving(StepName.WARM_UP, Direction.FORWARD), "two");

    assertThat(hit).isEqualTo(Hit.NONE);
  }

  @Test
  @DisplayName("S5.2 what pauses goes on pausing, and may end either way")
  void of_whatPauses() {
    Operation paused = operation(StepName.AWAIT_DECISION, Direction.FORWARD);
    AppRecord record = record(Optional.of(paused)).next(app(), Optional.empty()).pausing(paused);

    assertThat(Hit.of(record, "one").isPaused()).isTrue();
    assertThat(Hit.of(record, "one").right())
        .containsExactlyInAnyOrder(Ending.COMPLETED, Ending.REVERTED);
    assertThat(Hit.of(record, "two")).isEqualTo(Hit.NONE);
  }

  private static AppRecord driving(StepName step, Direction direction) {
    return record(Optional.of(operation(step, direction)));
  }

  private static AppRecord record(Optional<Operation> operation) {
    return AppRecord.of(app(), 3, 5, operation);
  }

  private static App app() {
    return App.of(SHOP, Plan.premium(1));
  }

  private static Operation operation(StepName step, Direction direction) {
    return Operation.builder()
        .id(ID)
        .app(SHOP)
        .task(Rerouting.of("stands for a swap", List.of(STAGING)))
        .limits(Limits.defaults())
        .holder(EngineId.of("one", "1"))
        .fencingToken(5)
        .startedAt(Instant.EPOCH)
        .position(Position.of(step, direction, Instant.EPOCH))
        .build();
  }
}
