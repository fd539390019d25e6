package io.slots.core.loop;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.step.Findings;
import io.slots.core.step.Flow;
import io.slots.core.step.Move;
import io.slots.core.step.Scene;
import io.slots.core.step.Seen;
import io.slots.core.step.Step;
import io.slots.core.time.Scheduler.Timer;
import io.slots.event.SlotsEvent;
import io.slots.operation.Deployment;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Drives one operation from where it stands to its end. What is to be remembered is stored before
 * it is acted upon: the next step before its first effect, the decision to turn back before the
 * first undo.
 */
public final class OperationRun {
  private final Surroundings surroundings;
  private final Flow flow;
  private final Mailbox mailbox;
  private final RecordWriter writer;
  private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
  private final Map<InstanceId, Instance> known = new HashMap<>();

  private Operation operation;
  private @Nullable StepRun stepRun;
  private @Nullable Timer overallTimer;
  private boolean turningBack;

  /** Whether a write is under way. What a caller or a limit wants meanwhile waits for it. */
  private boolean writing;

  private final List<Runnable> deferred = new ArrayList<>();

  /** Drives the operation of {@code record}, which is stored and held by this engine. */
  OperationRun(Surroundings surroundings, AppRecord record) {
    this.surroundings = surroundings;
    this.operation = record.operation().orElseThrow();
    this.flow = Flow.of(operation.task());
    this.mailbox = new Mailbox(surroundings.scheduler(), this::armTimers);
    this.writer = new RecordWriter(surroundings, mailbox, record, this::lost);
  }

  /** How the operation ends. Fails only if this engine stops driving it, or loses it to another. */
  public CompletionStage<Outcome> outcome() {
    return outcome.minimalCompletionStage();
  }

  /** The operation, as it was when it was taken up. */
  public Operation operation() {
    return operation;
  }

  void start(boolean resumed) {
    mailbox.post(
        () -> {
          if (outcome.isDone()) {
            return;
          }
          if (surroundings.announcer().isHeard()) {
            announce(
                new SlotsEvent.OperationStarted(
                    operation.id(),
                    operation.app(),
                    now(),
                    operation.task().kind(),
                    operation.task().describe(),
                    resumed));
          }
          watchOverallLimit();
          enterStep();
        });
  }

  /**
   * Turns the operation back, if it is before its point of no return (S5.3). Completes with whether
   * it did.
   */
  CompletableFuture<Boolean> cancel(String reason) {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    wish(
        () -> {
          boolean inTime = canTurnBack() && stepIndex() < flow.pointOfNoReturn();
          if (inTime) {
            turnBack(reason);
          }
          answer.complete(inTime || isGoingBack());
        });
    return answer;
  }

  /** Stops driving, without touching anything: what is stored is as a crash would leave it. */
  void abandon(RuntimeException why) {
    mailbox.post(
        () -> {
          writer.abandon();
          lost(why);
        });
  }

  /**
   * Two writes at once would be made of the same record, and the second decide on a step that is
   * over.
   */
  private void wish(Runnable wish) {
    mailbox.post(
        () -> {
          if (writing) {
            deferred.add(wish);
          } else {
            wish.run();
          }
        });
  }

  private void write(
      UnaryOperator<App> change,
      Optional<Operation> operation,
      Optional<EndedOperation> ended,
      Runnable written) {
    writing = true;
    writer.write(
        change,
        operation,
        ended,
        () -> {
          writing = false;
          written.run();
          List<Runnable> wishes = List.copyOf(deferred);
          deferred.clear();
          wishes.forEach(this::wish);
        });
  }

  private void lost(RuntimeException why) {
    if (stepRun != null) {
      stepRun.abandon();
    }
    stopOverallTimer();
    if (!outcome.isDone()) {
      announce(
          new SlotsEvent.OperationLost(
              operation.id(), operation.app(), now(), String.valueOf(why.getMessage())));
    }
    outcome.completeExceptionally(why);
    writing = false;
    List<Runnable> wishes = List.copyOf(deferred);
    deferred.clear();
    wishes.forEach(Runnable::run);
  }

  // ---- where it stands

  private Instant now() {
    return surroundings.scheduler().now();
  }

  private int stepIndex() {
    return flow.indexOf(operation.position().step());
  }

  private Step step() {
    return flow.steps().get(stepIndex());
  }

  private boolean isGoingBack() {
    return operation.isGoingBack() || turningBack;
  }

  private boolean canTurnBack() {
    return !isGoingBack() && !outcome.isDone() && stepIndex() <= flow.pointOfNoReturn();
  }

  private void watchOverallLimit() {
    if (canTurnBack()) {
      Instant limit = operation.startedAt().plus(operation.limits().overall());
      Duration left = Duration.between(now(), limit);
      overallTimer =
          surroundings
              .scheduler()
              .after(
                  left.isNegative() ? Duration.ZERO : left, () -> wish(this::overallLimitReached));
    }
  }

  private void overallLimitReached() {
    if (canTurnBack() && stepIndex() < flow.pointOfNoReturn()) {
      turnBack(
          "it was not ready to switch within " + operation.limits().overall().toSeconds() + " s");
    }
  }

  private void stopOverallTimer() {
    if (overallTimer != null) {
      overallTimer.cancel();
    }
  }

  private void armTimers() {
    if (stepRun != null) {
      stepRun.armTimers();
    }
  }

  // ---- a step

  private void enterStep() {
    StepRun run =
        new StepRun(
            step(),
            new Scene(writer.record().app(), operation),
            known,
            canTurnBack(),
            surroundings,
            mailbox,
            new StepOwner());
    stepRun = run;
    if (surroundings.announcer().isHeard()) {
      announce(
          new SlotsEvent.StepStarted(
              operation.id(),
              operation.app(),
              now(),
              operation.position().step(),
              operation.position().direction(),
              run.instances()));
    }
    run.start();
  }

  private final class StepOwner implements StepRun.Owner {
    @Override
    public void stepEnded(Findings findings, Seen whole) {
      known.putAll(findings.latest());
      goOn(findings, whole);
    }

    @Override
    public void instanceFailed(String reason) {
      turnBack(reason);
    }

    @Override
    public void stepFailed(Move.Fail fail) {
      if (canTurnBack()) {
        turnBack(fail.reason(), stepIndex() - (fail.harmless() ? 1 : 0));
      } else {
        goOnWithout(fail.reason());
      }
    }
  }

  private void goOn(Findings findings, Seen whole) {
    Step step = step();
    boolean back = operation.isGoingBack();
    Operation before = operation;
    goOn(
        new OnceFor<>(
            app ->
                back
                    ? step.applyUndo(new Scene(app, before), findings)
                    : step.apply(new Scene(app, before), findings, whole)),
        withStepEnded(findings));
  }

  /** Stores that the step has ended and what comes next, or that the operation has ended. */
  private void goOn(UnaryOperator<App> change, Operation after) {
    boolean back = operation.isGoingBack();
    Operation before = operation;
    Scene scene = new Scene(change.apply(writer.record().app()), after);
    int next =
        back ? flow.lastToUndo(stepIndex() - 1, scene) : flow.firstFrom(stepIndex() + 1, scene);
    if (next < 0 || next == flow.steps().size()) {
      finish(change, after);
    } else {
      moveTo(change, after, flow.steps().get(next).name(), before.position().direction());
    }
  }

  private void moveTo(
      UnaryOperator<App> change, Operation after, StepName step, Direction direction) {
    Operation next = after.toBuilder().position(Position.of(step, direction, now())).build();
    Operation before = operation;
    write(
        change,
        Optional.of(next),
        Optional.empty(),
        () -> {
          operation = next;
          turningBack = false;
          announceStepEnd(before, next);
          enterStep();
        });
  }

  private void turnBack(String reason) {
    turnBack(reason, stepIndex());
  }

  /**
   * The decision to turn back is stored before the first undo.
   *
   * @param last the index of the last step that may have done something
   */
  private void turnBack(String reason, int last) {
    StepRun run = stepRun;
    if (run == null || turningBack) {
      return;
    }
    turningBack = true;
    stopOverallTimer();
    run.settle(
        () -> {
          known.putAll(run.findings().latest());
          Operation after = withStepEnded(Findings.NONE).toBuilder().reason(reason).build();
          if (surroundings.announcer().isHeard()) {
            announce(new SlotsEvent.TurnedBack(operation.id(), operation.app(), now(), reason));
          }
          Operation back =
              after.toBuilder()
                  .position(Position.of(after.position().step(), Direction.BACK, now()))
                  .build();
          int undo = flow.lastToUndo(last, new Scene(writer.record().app(), back));
          if (undo < 0) {
            finish(UnaryOperator.identity(), back);
          } else {
            moveTo(UnaryOperator.identity(), after, flow.steps().get(undo).name(), Direction.BACK);
          }
        });
  }

  /**
   * After the switch nothing is turned back: what could not be done is told, and the rest is done.
   */
  private void goOnWithout(String reason) {
    StepRun run = stepRun;
    if (run == null) {
      return;
    }
    Set<InstanceId> degraded = step().degradedIfFailed(new Scene(writer.record().app(), operation));
    Findings findings =
        new Findings(
            run.findings().latest(), Sets.union(run.findings().failed(), degraded).immutableCopy());
    Operation after = withStepEnded(findings);
    Task task = operation.task();
    goOn(
        app -> Degraded.mark(app, task, findings),
        after.toBuilder().reason(joined(after.reason(), List.of(reason))).build());
  }

  private Operation withStepEnded(Findings findings) {
    StepRun run = stepRun;
    if (run == null) {
      return operation;
    }
    return operation.toBuilder()
        .addSteps(
            StepTime.of(
                operation.position().step(),
                operation.position().direction(),
                operation.position().since(),
                now()))
        .addAllAttempts(run.attempts())
        .addAllRestarted(run.restarted())
        .provisioned(provisioned(findings))
        .degraded(Sets.union(operation.degraded(), findings.failed()).immutableCopy())
        .reason(joined(operation.reason(), findings.failed().isEmpty() ? List.of() : run.reasons()))
        .build();
  }

  /**
   * A deployment's instances: those that were made, where they listen since they were restarted.
   */
  private List<Instance> provisioned(Findings findings) {
    if (!(operation.task() instanceof Deployment) || operation.isGoingBack()) {
      return operation.provisioned();
    }
    return operation.position().step() == StepName.PROVISION_INSTANCES
        ? findings.latest().values().stream().sorted(Comparator.comparing(Instance::id)).toList()
        : operation.provisioned().stream()
            .map(it -> findings.latest().getOrDefault(it.id(), it))
            .toList();
  }

  private static Optional<String> joined(Optional<String> first, List<String> more) {
    List<String> all =
        ImmutableList.<String>builder().addAll(first.stream().toList()).addAll(more).build();
    return all.isEmpty() ? Optional.empty() : Optional.of(Joiner.on("; ").join(all));
  }

  // ---- the end

  private void finish(UnaryOperator<App> change, Operation last) {
    EndedOperation report = report(last);
    Operation before = operation;
    write(
        change,
        Optional.empty(),
        Optional.of(report),
        () -> {
          stopOverallTimer();
          announceStepEnd(before, last);
          announce(new SlotsEvent.OperationEnded(operation.id(), operation.app(), now(), report));
          outcome.complete(Outcome.of(report));
        });
  }

  private EndedOperation report(Operation last) {
    boolean degraded = !last.degraded().isEmpty();
    boolean back = last.isGoingBack();
    Ending ending =
        back
            ? degraded ? Ending.REVERTED_SOURCE_DEGRADED : Ending.REVERTED
            : degraded || last.reason().isPresent()
                ? Ending.COMPLETED_SOURCE_DEGRADED
                : Ending.COMPLETED;
    return EndedOperation.builder()
        .id(last.id())
        .requestId(last.requestId())
        .app(last.app())
        .kind(last.task().kind())
        .slots(last.task().slots())
        .description(last.task().describe())
        .startedAt(last.startedAt())
        .endedAt(now())
        .ending(ending)
        .reason(last.reason())
        .steps(last.steps())
        .attempts(last.attempts())
        .degraded(last.degraded())
        .build();
  }

  private void announceStepEnd(Operation before, Operation after) {
    if (surroundings.announcer().isHeard() && after.steps().size() > before.steps().size()) {
      StepTime time = after.steps().get(after.steps().size() - 1);
      announce(new SlotsEvent.StepEnded(after.id(), after.app(), now(), time));
    }
  }

  private void announce(SlotsEvent event) {
    surroundings.announcer().announce(event);
  }
}
