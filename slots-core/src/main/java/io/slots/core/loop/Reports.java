package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.core.rules.Succession;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.QueuedDeployment;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reports of operations that have ended, as history keeps them (S8.1). */
final class Reports {
  private Reports() {}

  static EndedOperation of(Operation last, Optional<OperationId> followedBy, Instant now) {
    return EndedOperation.builder()
        .id(last.id())
        .requestId(last.requestId())
        .app(last.app())
        .kind(last.task().kind())
        .slots(last.task().slots())
        .description(last.task().describe())
        .startedAt(last.startedAt())
        .endedAt(now)
        .ending(ending(last))
        .reason(last.reason())
        .steps(last.steps())
        .attempts(last.attempts())
        .degraded(last.degraded())
        .followedBy(followedBy)
        .build();
  }

  static Ending ending(Operation last) {
    boolean degraded = !last.degraded().isEmpty();
    if (last.isGoingBack()) {
      return degraded ? Ending.REVERTED_SOURCE_DEGRADED : Ending.REVERTED;
    }
    return degraded || last.reason().isPresent()
        ? Ending.COMPLETED_SOURCE_DEGRADED
        : Ending.COMPLETED;
  }

  static EndedOperation of(Succession.Refused refused, AppName app, Instant now) {
    EndedOperation.Builder report =
        EndedOperation.builder()
            .id(refused.id())
            .app(app)
            .startedAt(refused.since())
            .endedAt(now)
            .ending(Ending.REFUSED)
            .reason(refused.reason());
    if (refused.task() instanceof Succession.Wanted.AutoSwap swap) {
      return report
          .kind(OperationKind.SWAP)
          .slots(List.of(swap.source(), swap.target()))
          .description("automatically swap " + swap.source() + " into " + swap.target())
          .build();
    }
    QueuedDeployment waited = ((Succession.Wanted.Queued) refused.task()).waited();
    return report
        .requestId(waited.requestId())
        .kind(OperationKind.DEPLOYMENT)
        .slots(List.of(waited.slot()))
        .description(waited.describe())
        .build();
  }

  static List<EndedOperation> of(List<Succession.Refused> refused, AppName app, Instant now) {
    return refused.stream().map(it -> of(it, app, now)).toList();
  }

  /** Of a deployment that does not wait any more. */
  static EndedOperation dropped(QueuedDeployment waited, AppName app, String reason, Instant now) {
    return of(
        new Succession.Refused(
            waited.id(), new Succession.Wanted.Queued(waited), waited.since(), reason),
        app,
        now);
  }
}
