package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.operation.ConflictException;
import io.slots.operation.Decision;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A paused operation is to be completed or cancelled (S5.2). A cancellation cannot be kept off by
 * another operation of the app that is under way: it is stored, and done when that has ended.
 */
final class Decide implements Launch.Wish {
  private final Surroundings surroundings;
  private final Runs runs;
  private final OperationId id;
  private final Decision decision;

  Decide(Surroundings surroundings, Runs runs, OperationId id, Decision decision) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.id = id;
    this.decision = decision;
  }

  @Override
  public boolean isOfNew() {
    return false;
  }

  @Override
  public Launch.Intent on(AppRecord record) {
    Optional<Operation> paused = record.paused(id);
    if (paused.isEmpty()) {
      return new Launch.Intent.Nothing();
    }
    Instant now = surroundings.scheduler().now();
    if (decision == Decision.COMPLETE && paused.get().isExpired(now)) {
      throw expired(paused.get());
    }
    if (record.operation().isPresent()) {
      return later(record, paused.get(), record.operation().get());
    }
    AppRecord next = Beginnings.resumed(record, paused.get(), decision, surroundings.engine(), now);
    return new Launch.Intent.Write(new Draft(next, List.of()));
  }

  /** It is about to cancel itself, or was when no engine lived. */
  private static RefusedException expired(Operation paused) {
    return new RefusedException(
        Rule.of(5, 2),
        "\""
            + paused.task().describe()
            + "\" ("
            + paused.id()
            + ") expired at "
            + paused.expiresAt().orElseThrow(),
        "prepare another one");
  }

  private Launch.Intent later(AppRecord record, Operation paused, Operation underWay) {
    if (decision == Decision.COMPLETE) {
      throw new ConflictException("complete \"" + paused.task().describe() + "\"", underWay);
    }
    if (paused.decision().isPresent()) {
      return new Launch.Intent.Known(Launch.promise(surroundings, runs, record, id));
    }
    Operation decided = paused.toBuilder().decision(decision).build();
    AppRecord next = record.pausing(decided).next(record.app(), record.operation());
    return new Launch.Intent.Write(new Draft(next, List.of()));
  }
}
