package io.slots.core.rules;

import io.slots.NotFoundException;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.LastSwap;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.LimitsChange;
import io.slots.operation.OperationKind;
import io.slots.operation.SwapRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which swap rolls another back (S4.9). Pure functions. */
public final class RollbackRules {
  private static final Rule S4_9 = Rule.of(4, 9);

  private RollbackRules() {}

  /**
   * Returns the swap that rolls {@code id} back: the same swap again. While the source is kept warm
   * it stays so for the rest of the time, so that nothing is restarted; afterwards it is a swap
   * like others.
   *
   * @throws NotFoundException if history has no such operation
   * @throws RefusedException if it was no swap, was not completed, or one of its slots has changed
   *     since
   */
  public static SwapRequest swap(
      App app, List<EndedOperation> history, OperationId id, Instant now) {
    EndedOperation swap =
        history.stream()
            .filter(it -> it.id().equals(id))
            .findFirst()
            .orElseThrow(
                () ->
                    new NotFoundException(
                        S4_9,
                        "app " + app.name() + " has no ended operation " + id,
                        "name a swap that its history tells of"));
    boolean completed =
        swap.kind() == OperationKind.SWAP
            && (swap.ending() == Ending.COMPLETED
                || swap.ending() == Ending.COMPLETED_SOURCE_DEGRADED);
    if (!completed) {
      throw new RefusedException(
          S4_9,
          "operation " + id + ", \"" + swap.description() + "\", ended " + swap.ending(),
          "only a swap that was completed can be rolled back");
    }
    SlotName source = swap.slots().get(0);
    LastSwap left = unchanged(app, source, id);
    unchanged(app, swap.slots().get(1), id);
    return SwapRequest.builder()
        .app(app.name())
        .source(source)
        .target(swap.slots().get(1))
        .preserveVnet(left.preservedVnet())
        .limits(LimitsChange.builder().keepWarm(rest(app, source, now)).build())
        .build();
  }

  private static LastSwap unchanged(App app, SlotName name, OperationId id) {
    LastSwap last =
        app.slot(name)
            .lastSwap()
            .filter(it -> it.operation().equals(id))
            .orElseThrow(
                () ->
                    new RefusedException(
                        S4_9,
                        "slot \"" + name + "\" has taken part in another swap since " + id,
                        "roll back the last swap of both slots, or swap them by their names"));
    if (!last.intact()) {
      throw new RefusedException(
          S4_9,
          "settings or content of slot \"" + name + "\" have changed since " + id,
          "swap the slots by their names, if that is what you want");
    }
    return last;
  }

  private static Optional<Duration> rest(App app, SlotName source, Instant now) {
    return app.slot(source)
        .keptWarmUntil()
        .map(until -> Duration.between(now, until))
        .filter(it -> !it.isZero() && !it.isNegative());
  }
}
