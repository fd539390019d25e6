package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutcomeTest {
  private static EndedOperation report(Ending ending, Optional<String> reason) {
    return EndedOperation.builder()
        .id(OperationId.of("op-1"))
        .app(AppName.of("shop"))
        .kind(OperationKind.SWAP)
        .addSlots(SlotName.of("staging"), SlotName.PRODUCTION)
        .description("swap staging into production")
        .startedAt(Instant.EPOCH)
        .endedAt(Instant.EPOCH.plusSeconds(7))
        .ending(ending)
        .reason(reason)
        .addDegraded(InstanceId.of("web-1"))
        .build();
  }

  private static Outcome outcome(Ending ending) {
    return Outcome.of(report(ending, Optional.of("because")));
  }

  @Test
  @DisplayName("S8.1 each ending is an outcome of its own, with its report")
  void of_everyEnding_isItsOutcome() {
    assertThat(outcome(Ending.COMPLETED)).isInstanceOf(Outcome.Completed.class);
    assertThat(outcome(Ending.COMPLETED_SOURCE_DEGRADED))
        .isInstanceOfSatisfying(
            Outcome.CompletedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).containsExactly(InstanceId.of("web-1"));
              assertThat(it.reason()).isEqualTo("because");
            });
    assertThat(outcome(Ending.REVERTED))
        .isInstanceOfSatisfying(
            Outcome.Reverted.class, it -> assertThat(it.reason()).isEqualTo("because"));
    assertThat(outcome(Ending.REVERTED_SOURCE_DEGRADED))
        .isInstanceOfSatisfying(
            Outcome.RevertedSourceDegraded.class,
            it -> {
              assertThat(it.degraded()).containsExactly(InstanceId.of("web-1"));
              assertThat(it.reason()).isEqualTo("because");
            });
    for (Ending ending : Ending.values()) {
      assertThat(outcome(ending).report().ending()).isEqualTo(ending);
    }
  }

  @Test
  @DisplayName("S8.1 what was asked for is done, degraded or not, unless it was reverted")
  void isDone_byEnding() {
    assertThat(outcome(Ending.COMPLETED).isDone()).isTrue();
    assertThat(outcome(Ending.COMPLETED_SOURCE_DEGRADED).isDone()).isTrue();
    assertThat(outcome(Ending.REVERTED).isDone()).isFalse();
    assertThat(outcome(Ending.REVERTED_SOURCE_DEGRADED).isDone()).isFalse();
  }

  @Test
  void report_tellsHowLongItTook() {
    assertThat(report(Ending.COMPLETED, Optional.empty()).took()).isEqualTo(Duration.ofSeconds(7));
    assertThat(
            StepTime.of(
                    StepName.WARM_UP, Direction.FORWARD, Instant.EPOCH, Instant.EPOCH.plusMillis(5))
                .took())
        .isEqualTo(Duration.ofMillis(5));
    assertThat(Ending.REVERTED_SOURCE_DEGRADED).hasToString("reverted, source degraded");
  }
}
