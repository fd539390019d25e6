package io.slots.core.loop;

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
import io.slots.core.step.TakeCharge;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.operation.Task;
import io.slots.operation.Wait;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Drives one operation from where it stands to its end, or to its pause. What is to be remembered
 * is stored before it is acted upon: the next step before its first effect, the decision to turn
 * back before the first undo.
 */
final class OperationRun {
  private final Surroundings surroundings;
  private final Runs runs;
  private final Flow flow;
  private final Mailbox mailbox;
  private final RecordWriter writer;
  private final Ownership ownership;
  private final Announcements announcements;
  private final OverallLimit overallLimit;
  private final Wishes wishes = new Wishes();
  private final Map<InstanceId, Instance> known = new HashMap<>();

  private volatile Operation operation;
  private @Nullable StepRun stepRun;
  private boolean turningBack;
  private volatile boolean driving;
  private boolean started;
  private boolean over;

  /** Drives the operation of {@code record}, which is stored and held by this engine. */
  OperationRun(Surroundings surroundings, Runs runs, AppRecord record) {
    this.surroundings = surroundings;
    this.runs = runs;
    this.operation = record.operation().orElseThrow();
    this.flow = Flow.of(operation.task());
    this.mailbox = new Mailbox(surroundings.scheduler(), this::armTimers);
    this.writer = new RecordWriter(surroundings, runs, mailbox, record, new WriterOwner());
    this.ownership = new Ownership(surroundings, mailbox, writer, operation, new OwnershipOwner());
    this.announcements = new Announcements(surroundings, operation.id(), operation.app());
    this.overallLimit = new OverallLimit(surroundings.scheduler());
  }

  /** The operation, as it was last stored. */
  Operation operation() {
    return operation;
  }

  /** Says whether it drives that operation, or is ready to drive just that. */
  boolean isOf(Operation other) {
    return driving ? operation.fencingToken() >= other.fencingToken() : operation.equals(other);
  }

  boolean isDriving() {
    return driving;
  }

  /** Its operation is stored; it is about to be started. */
  void drives() {
    driving = true;
  }

  /** Starts driving it, once. */
  void start(boolean takenOver) {
    mailbox.post(
        () -> {
          if (started || over) {
            return;
          }
          started = true;
          announcements.begun(operation, takenOver);
          if (canTurnBack()) {
            overallLimit.watch(operation, () -> wish(this::overallLimitReached));
          }
          if (takenOver) {
            takeCharge();
          } else {
            enterStep();
          }
          ownership.notBusy(writer.record());
          grantWishes();
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
          boolean inTime = isInTime();
          if (inTime) {
            turnBack(reason);
          }
          answer.complete(inTime || isGoingBack());
        });
    return answer;
  }

  /** Somebody has written a record of the app, of that version at least. */
  void changed(long version) {
    mailbox.post(() -> ownership.changed(version));
  }

  /** Changes may have been missed. */
  void look() {
    changed(Long.MAX_VALUE);
  }

  private boolean isInTime() {
    return canTurnBack() && stepIndex() < flow.pointOfNoReturn();
  }

  private final class OwnershipOwner implements Ownership.Owner {
    @Override
    public boolean isBusy() {
      return !started || over || wishes.areHeldUp();
    }

    @Override
    public void taken() {
      writer.abandon();
      lost(writer.isLost());
    }

    @Override
    public void cancelled() {
      if (isInTime()) {
        turnBack("it was cancelled");
      }
    }
  }

  private final class WriterOwner implements RecordWriter.Owner {
    @Override
    public void lost(RuntimeException why) {
      OperationRun.this.lost(why);
    }

    /** What was to be written would have ended the step; now it is the step to turn back from. */
    @Override
    public boolean cancelled() {
      boolean yields = isInTime();
      if (yields) {
        wishes.written();
        turnBack("it was cancelled");
      }
      return yields;
    }
  }

  /** Tells what it waits for (S8.2). */
  CompletableFuture<List<Wait>> waits() {
    CompletableFuture<List<Wait>> answer = new CompletableFuture<>();
    mailbox.post(
        () -> {
          List<Wait> waits = new ArrayList<>();
          if (stepRun != null && !over) {
            waits.addAll(stepRun.waits(remedy(), operation.id()));
            writer.waitsFor(remedy()).ifPresent(waits::add);
          }
          answer.complete(waits);
        });
    return answer;
  }

  private String remedy() {
    if (isGoingBack()) {
      return "it is being reverted; nothing needs to be done";
    }
    return isInTime()
        ? "cancel it, if it is not to wait"
        : "it is carried to its end; nothing needs to be done";
  }

  /** Unless it drives, it is not to drive anything after all. */
  void dismiss() {
    if (!driving) {
      mailbox.post(
          () -> {
            over = true;
            grantWishes();
          });
    }
  }

  /** Stops driving, without touching anything: what is stored is as a crash would leave it. */
  void abandon(EngineStoppedException why) {
    mailbox.post(
        () -> {
          writer.abandon();
          lost(why);
        });
  }

  private void wish(Runnable wish) {
    mailbox.post(
        () -> {
          if (wishes.areHeldUp() || (!started && !over)) {
            wishes.keep(wish);
          } else {
            wish.run();
          }
        });
  }

  private void grantWishes() {
    wishes.release().forEach(this::wish);
  }

  private void write(RecordWriter.Change change) {
    wishes.writes();
    writer.write(change);
  }

  private void lost(RuntimeException why) {
    if (started && !over) {
      announcements.lost(why);
    }
    end();
    runs.lost(this, why);
    wishes.written();
    grantWishes();
  }

  private void end() {
    over = true;
    if (stepRun != null) {
      stepRun.abandon();
    }
    overallLimit.stop();
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
    return !isGoingBack() && !over && stepIndex() <= flow.pointOfNoReturn();
  }

  private void overallLimitReached() {
    if (isInTime()) {
      turnBack(OverallLimit.reason(operation));
    }
  }

  private void armTimers() {
    if (stepRun != null) {
      stepRun.armTimers();
    }
  }

  /** Nothing that pauses goes on while this is under way. */
  private Scene scene(App app, Operation operation) {
    return new Scene(app, operation, writer.record().paused());
  }

  // ---- a step

  /** Nobody else may change anything any more before this engine does. */
  private void takeCharge() {
    StepRun run =
        stepRun(
            new TakeCharge(step()),
            new StepOwner() {
              @Override
              public void stepEnded(Findings findings, Seen whole) {
                enterStep();
              }
            });
    run.start();
  }

  private void enterStep() {
    StepRun run = stepRun(step(), new StepOwner());
    announcements.stepStarted(operation, run::instances);
    run.start();
  }

  private StepRun stepRun(Step step, StepRun.Owner owner) {
    StepRun run =
        new StepRun(
            step,
            scene(writer.record().app(), operation),
            known,
            canTurnBack(),
            surroundings,
            mailbox,
            announcements,
            owner);
    stepRun = run;
    return run;
  }

  private class StepOwner implements StepRun.Owner {
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

    @Override
    public void parked() {
      pause();
    }

    @Override
    public boolean mayAct() {
      return ownership.mayAct();
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
                    ? step.applyUndo(scene(app, before), findings)
                    : step.apply(scene(app, before), findings, whole)),
        withStepEnded(findings));
  }

  /** Stores that the step has ended and what comes next, or that the operation has ended. */
  private void goOn(UnaryOperator<App> change, Operation after) {
    boolean back = operation.isGoingBack();
    Operation before = operation;
    Scene scene = scene(change.apply(writer.record().app()), after);
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
    write(new StepChange(change, next, writer::isMine, stored -> moved(next, stored)));
  }

  private void moved(Operation next, AppRecord stored) {
    wishes.written();
    Operation before = operation;
    operation = next;
    turningBack = false;
    announcements.stepEnded(before, next);
    announcements.keptWarm(next, stored.app());
    runs.expect(stored);
    enterStep();
    ownership.notBusy(stored);
    grantWishes();
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
    overallLimit.stop();
    run.settle(
        () -> {
          known.putAll(run.findings().latest());
          Operation after = withStepEnded(Findings.NONE).toBuilder().reason(reason).build();
          announcements.turnedBack(reason);
          Operation back =
              after.toBuilder()
                  .position(Position.of(after.position().step(), Direction.BACK, now()))
                  .build();
          int undo = flow.lastToUndo(last, scene(writer.record().app(), back));
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
    Set<InstanceId> degraded = step().degradedIfFailed(scene(writer.record().app(), operation));
    Findings findings =
        new Findings(
            run.findings().latest(), Sets.union(run.findings().failed(), degraded).immutableCopy());
    Operation after = withStepEnded(findings);
    Task task = operation.task();
    goOn(
        app -> Degraded.mark(app, task, findings),
        after.toBuilder().reason(StepEnd.joined(after.reason(), List.of(reason))).build());
  }

  private Operation withStepEnded(Findings findings) {
    return stepRun == null ? operation : StepEnd.of(operation, stepRun, findings, now());
  }

  // ---- the pause and the end

  private void pause() {
    Operation paused =
        operation.toBuilder()
            .expiresAt(operation.limits().previewExpiry().map(now()::plus))
            .build();
    write(new PauseChange(surroundings, paused, stored -> paused(paused, stored)));
  }

  private void paused(Operation paused, AppRecord stored) {
    wishes.written();
    operation = paused;
    end();
    announcements.paused(paused);
    runs.paused(this, stored, paused);
    grantWishes();
  }

  private void finish(UnaryOperator<App> change, Operation last) {
    write(new FinalChange(surroundings, change, last, this::finished));
  }

  private void finished(Operation last, AppRecord stored, List<EndedOperation> ended) {
    wishes.written();
    end();
    announcements.stepEnded(operation, last);
    announcements.keptWarm(last, stored.app());
    ended.forEach(announcements::ended);
    runs.ended(stored, last.fencingToken(), ended);
    grantWishes();
  }
}
