package io.slots.testkit.engine;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.slots.Refusal;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.operation.ConflictException;
import io.slots.operation.Deployment;
import io.slots.operation.Operation;
import io.slots.operation.Scaling;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** S4.8: what is refused touches nothing: no SPI is called, and nothing is written. */
final class Untouched {
  private static final Set<StepName> AFTER_THE_SWITCH =
      EnumSet.of(
          StepName.UPDATE_ROUTING,
          StepName.RESET_KEYS,
          StepName.DRAIN_FORMER_TARGET,
          StepName.REPEAT_FOR_SOURCE,
          StepName.DRAIN_INSTANCES,
          StepName.END_FORMER_INSTANCES);

  private Untouched() {}

  /** Asserts that {@code call} is refused by that rule and touches nothing; returns why. */
  static Refusal refused(SlotsTestKit kit, int chapter, int number, ThrowingCallable call) {
    Refusal refusal = refused(kit, RefusedException.class, call).refusal();
    assertThat(refusal.rule()).isEqualTo(Rule.of(chapter, number));
    return refusal;
  }

  /** Asserts that {@code call} is refused because of {@code operation}, with all that S1.7 asks. */
  static void conflict(SlotsTestKit kit, Operation operation, ThrowingCallable call) {
    ConflictException conflict = refused(kit, ConflictException.class, call);
    assertThat(conflict.operation().id()).isEqualTo(operation.id());
    assertThat(conflict.refusal().rule()).isEqualTo(Rule.of(1, 7));
    assertThat(conflict.refusal().problem())
        .contains("\"" + operation.task().describe() + "\"")
        .contains("(" + operation.id() + ")")
        .contains("of " + operation.holder())
        .contains("since " + operation.startedAt());
    assertThat(conflict.refusal().accepted())
        .isEqualTo(
            operation.state().equals("paused")
                ? "complete or cancel it"
                : mayBeCancelled(operation)
                    ? "wait until it has ended, or cancel it"
                    : "wait until it has ended");
  }

  private static boolean mayBeCancelled(Operation operation) {
    boolean turnsBack =
        operation.task() instanceof Swap
            || operation.task() instanceof Deployment
            || operation.task() instanceof Scaling;
    return turnsBack
        && !operation.isGoingBack()
        && !AFTER_THE_SWITCH.contains(operation.position().step());
  }

  /** Asserts that {@code call} is refused and touches nothing. */
  static <T extends RefusedException> T refused(
      SlotsTestKit kit, Class<T> type, ThrowingCallable call) {
    Optional<AppRecord> before = record(kit);
    int calls = kit.calls().size();
    int writes = kit.storeFaults().writes();

    T refused = catchThrowableOfType(type, call);

    assertThat(refused).as("it is refused, by a %s", type.getSimpleName()).isNotNull();
    assertThat(refused.refusal().problem()).isNotBlank();
    assertThat(refused.refusal().accepted()).isNotBlank();
    assertThat(record(kit)).isEqualTo(before);
    assertThat(kit.calls()).hasSize(calls);
    assertThat(kit.storeFaults().writes()).isEqualTo(writes);
    return refused;
  }

  private static Optional<AppRecord> record(SlotsTestKit kit) {
    return kit.store().find(SHOP).toCompletableFuture().join();
  }
}
