package io.slots.server.api;

import io.slots.OperationId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.Attempt;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.StepTime;
import io.slots.operation.Wait;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation, whether it is under way, pauses, waits for its turn or has ended.
 *
 * @param id its identity
 * @param app its app
 * @param kind what kind it is
 * @param description what it does, for people
 * @param slots the slots that it works on; of a swap, source and target
 * @param state {@code running}, {@code paused}, {@code queued} or {@code ended}
 * @param step the step at which it stands, if it has begun and not ended
 * @param direction whether that is done or undone
 * @param startedAt when it started, or since when it waits for its turn
 * @param endedAt when it ended
 * @param ending how it ended: {@code COMPLETED}, {@code REVERTED} …
 * @param done whether what was asked for is now so; absent until it has ended
 * @param reason why it did not go as wanted, or turns back
 * @param expiresAt when it cancels itself, if it pauses and does not wait for ever
 * @param holder which engine drives it
 * @param steps the steps that have ended
 * @param attempts what was tried on the instances
 * @param degraded the instances that did not come back
 * @param waits what it waits for
 * @param followedBy the operation that it caused
 */
record OperationView(
    String id,
    String app,
    OperationKind kind,
    String description,
    List<String> slots,
    String state,
    @Nullable String step,
    @Nullable String direction,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String ending,
    @Nullable Boolean done,
    @Nullable String reason,
    @Nullable Instant expiresAt,
    @Nullable String holder,
    List<StepView> steps,
    List<AttemptView> attempts,
    List<String> degraded,
    List<WaitView> waits,
    @Nullable String followedBy) {
  /**
   * A step that has ended.
   *
   * @param step its name
   * @param direction whether it was done or undone
   * @param began when it began
   * @param ended when it ended
   * @param millis how long it took
   */
  record StepView(String step, String direction, Instant began, Instant ended, long millis) {
    static StepView of(StepTime time) {
      return new StepView(
          time.step().name(),
          time.direction().name(),
          time.began(),
          time.ended(),
          time.took().toMillis());
    }
  }

  /**
   * Something that was tried on an instance.
   *
   * @param instance the instance
   * @param step in which step
   * @param what what was tried
   * @param result what came of it
   * @param ok whether that was good
   * @param at when
   * @param millis how long it took
   */
  record AttemptView(
      String instance,
      String step,
      String what,
      String result,
      boolean ok,
      Instant at,
      long millis) {
    static AttemptView of(Attempt it) {
      return new AttemptView(
          it.instance().value(),
          it.step().name(),
          it.what(),
          it.result(),
          it.ok(),
          it.at(),
          it.took().toMillis());
    }
  }

  /**
   * Something that is waited for.
   *
   * @param operation which operation waits
   * @param what what for
   * @param instance on which instance, if on one
   * @param since since when
   * @param until until when, if not until somebody decides
   * @param remedy what may be done
   */
  record WaitView(
      String operation,
      String what,
      @Nullable String instance,
      Instant since,
      @Nullable Instant until,
      String remedy) {
    static WaitView of(Wait wait) {
      return new WaitView(
          wait.operation().value(),
          wait.what(),
          wait.instance().map(InstanceId::value).orElse(null),
          wait.since(),
          wait.until().orElse(null),
          wait.remedy());
    }
  }

  static OperationView of(EndedOperation it) {
    return new OperationView(
        it.id().value(),
        it.app().spelling(),
        it.kind(),
        it.description(),
        names(it.slots()),
        "ended",
        null,
        null,
        it.startedAt(),
        it.endedAt(),
        it.ending().name(),
        Outcome.of(it).isDone(),
        it.reason().orElse(null),
        null,
        null,
        it.steps().stream().map(StepView::of).toList(),
        it.attempts().stream().map(AttemptView::of).toList(),
        it.degraded().stream().map(InstanceId::value).sorted().toList(),
        List.of(),
        it.followedBy().map(OperationId::value).orElse(null));
  }

  static OperationView of(Operation it, String state, List<Wait> waits) {
    return new OperationView(
        it.id().value(),
        it.app().spelling(),
        it.task().kind(),
        it.task().describe(),
        names(it.task().slots()),
        state,
        it.position().step().name(),
        it.position().direction().name(),
        it.startedAt(),
        null,
        null,
        null,
        it.reason().orElse(null),
        it.expiresAt().orElse(null),
        it.holder().toString(),
        it.steps().stream().map(StepView::of).toList(),
        it.attempts().stream().map(AttemptView::of).toList(),
        it.degraded().stream().map(InstanceId::value).sorted().toList(),
        of(it.id(), waits),
        null);
  }

  static OperationView of(String app, QueuedDeployment it, List<Wait> waits) {
    return new OperationView(
        it.id().value(),
        app,
        OperationKind.DEPLOYMENT,
        it.describe(),
        List.of(it.slot().spelling()),
        "queued",
        null,
        null,
        it.since(),
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(),
        of(it.id(), waits),
        null);
  }

  private static List<WaitView> of(OperationId id, List<Wait> waits) {
    return waits.stream().filter(it -> it.operation().equals(id)).map(WaitView::of).toList();
  }

  private static List<String> names(List<SlotName> slots) {
    return slots.stream().map(SlotName::spelling).toList();
  }
}
