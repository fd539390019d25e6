package io.slots.core.loop;

import com.google.common.collect.ImmutableList;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.core.rules.Succession;
import io.slots.core.step.Flow;
import io.slots.core.step.Scene;
import io.slots.operation.Decision;
import io.slots.operation.Deployment;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.RequestId;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import io.slots.text.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The records with which an operation begins, or goes on after its pause. */
final class Beginnings {
  private Beginnings() {}

  /** Returns the record that follows {@code record} when {@code task} begins on {@code app}. */
  static AppRecord begun(
      AppRecord record,
      App app,
      OperationId id,
      Optional<RequestId> requestId,
      Task task,
      Limits limits,
      EngineId engine,
      Instant now) {
    Flow flow = Flow.of(task);
    Operation first =
        Operation.builder()
            .id(id)
            .requestId(requestId)
            .app(record.name())
            .task(task)
            .limits(limits)
            .holder(engine)
            .fencingToken(record.fencingToken() + 1)
            .startedAt(now)
            .position(Position.of(flow.steps().get(0).name(), Direction.FORWARD, now))
            .addAllProvisioned(given(task))
            .build();
    int start = flow.firstFrom(0, new Scene(app, first));
    return record.next(app, Optional.of(at(first, flow, start, Direction.FORWARD, now)));
  }

  private static List<Instance> given(Task task) {
    return task instanceof Deployment deployment ? deployment.batch().given() : List.of();
  }

  /** An operation that has nothing to do at all stands at its last step, and passes it. */
  private static Operation at(
      Operation operation, Flow flow, int index, Direction direction, Instant now) {
    int there = Math.min(index, flow.steps().size() - 1);
    return operation.toBuilder()
        .position(Position.of(flow.steps().get(there).name(), direction, now))
        .build();
  }

  /** Returns the record in which a paused operation goes on, or back. */
  static AppRecord resumed(
      AppRecord record, Operation paused, Decision decision, EngineId engine, Instant now) {
    Flow flow = Flow.of(paused.task());
    int index = flow.indexOf(paused.position().step());
    Operation awake =
        paused.toBuilder()
            .holder(engine)
            .fencingToken(record.fencingToken() + 1)
            .resumedAt(now)
            .expiresAt(Optional.empty())
            .decision(decision)
            .addSteps(
                StepTime.of(
                    paused.position().step(), Direction.FORWARD, paused.position().since(), now))
            .build();
    Operation going =
        decision == Decision.COMPLETE
            ? at(
                awake,
                flow,
                flow.firstFrom(index + 1, new Scene(record.app(), awake)),
                Direction.FORWARD,
                now)
            : back(awake, flow, index, reason(paused, decision), record.app(), now);
    return record.notPausing(paused.id()).next(record.app(), Optional.of(going));
  }

  private static String reason(Operation paused, Decision decision) {
    return decision == Decision.CANCEL
        ? "it was cancelled"
        : "nobody completed it within "
            + Durations.exact(paused.limits().previewExpiry().orElse(Duration.ZERO));
  }

  /** Returns the operation, on its way back from the step of that index. */
  static Operation back(
      Operation operation, Flow flow, int index, String reason, App app, Instant now) {
    Operation back =
        operation.toBuilder()
            .reason(reason)
            .position(Position.of(operation.position().step(), Direction.BACK, now))
            .build();
    int undo = flow.lastToUndo(index, new Scene(app, back));
    return undo < 0 ? back : at(back, flow, undo, Direction.BACK, now);
  }

  /**
   * Returns the record in which {@code following} has begun, or its record where nothing begins.
   */
  static AppRecord begun(Succession.Following following, EngineId engine, Instant now) {
    AppRecord record = following.record();
    if (following.next().isEmpty()) {
      return record.next(record.app(), Optional.empty());
    }
    if (following.next().get() instanceof Succession.Next.Resume resume) {
      return resumed(record, resume.paused(), resume.decision(), engine, now);
    }
    Succession.Next.Begin begin = (Succession.Next.Begin) following.next().get();
    return begun(
        record,
        record.app(),
        begin.id(),
        begin.requestId(),
        begin.task(),
        begin.limits(),
        engine,
        now);
  }

  /** Whether nobody has taken it over in between: what one engine has begun, it drives. */
  static boolean isSameTenure(Operation one, Operation other) {
    return one.id().equals(other.id()) && one.fencingToken() == other.fencingToken();
  }

  /** Whether it is a swap that waits for a decision. */
  static boolean isPaused(Operation operation) {
    return operation.position().step() == StepName.AWAIT_DECISION && !operation.isGoingBack();
  }

  /** All that is paused and under way. */
  static List<Operation> all(AppRecord record) {
    return ImmutableList.<Operation>builder()
        .addAll(record.operation().stream().toList())
        .addAll(record.paused())
        .build();
  }
}
