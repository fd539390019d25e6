package io.slots.examples.crash;

import io.slots.OperationId;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.StepName;
import io.slots.spi.AppRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an orchestrator has left in the store, and how it has to end (S9.3).
 *
 * @param where at which step it stood
 * @param operation the operation that it drove or that paused; empty if there was none
 * @param right how that may end
 */
record Hit(String where, Optional<OperationId> operation, Set<Ending> right) {
  /** Nothing was under way. */
  static final Hit NONE = new Hit("between operations", Optional.empty(), Set.of());

  /** A swap with preview paused, to be completed or cancelled by whoever comes next (S5.2). */
  private static final String PAUSED = "paused";

  static Hit of(AppRecord left, String victim) {
    Optional<Operation> driven = left.operation().filter(it -> it.holder().name().equals(victim));
    if (driven.isPresent()) {
      return of(driven.get());
    }
    boolean looksAfter = left.engine().filter(it -> it.name().equals(victim)).isPresent();
    return left.paused().stream()
        .filter(it -> looksAfter && left.operation().isEmpty())
        .findFirst()
        .map(it -> new Hit(PAUSED, Optional.of(it.id()), Set.of(Ending.COMPLETED, Ending.REVERTED)))
        .orElse(NONE);
  }

  private static Hit of(Operation operation) {
    StepName step = operation.position().step();
    boolean isSwitched = !operation.isGoingBack() && step.compareTo(StepName.UPDATE_ROUTING) >= 0;
    return new Hit(
        (operation.isGoingBack() ? "undo: " : "") + step,
        Optional.of(operation.id()),
        Set.of(isSwitched ? Ending.COMPLETED : Ending.REVERTED));
  }

  boolean isPaused() {
    return where.equals(PAUSED);
  }

  /** All that {@link #where} may be, in the order of the steps. */
  static List<String> places() {
    List<String> places = new ArrayList<>();
    for (StepName step : StepName.values()) {
      places.add(step.toString());
      if (step == StepName.AWAIT_DECISION) {
        places.add(PAUSED);
      }
      places.add("undo: " + step);
    }
    places.add(NONE.where);
    return places;
  }
}
