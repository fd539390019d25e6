package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.core.step.Answer;
import io.slots.core.step.Findings;
import io.slots.core.step.Move;
import io.slots.core.step.Scene;
import io.slots.core.step.Seen;
import io.slots.core.step.Sighting;
import io.slots.core.step.Step;
import io.slots.effect.CountInFlight;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.operation.Attempt;
import io.slots.operation.Direction;
import io.slots.operation.Operation;
import io.slots.operation.StepName;
import io.slots.operation.Wait;
import io.slots.spi.Call;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Performs one step: asks it for moves, does the effects, hands back what was seen. Instances are
 * worked on all at once, or as many at once as the limits allow; the app as a whole comes last.
 * Turned by the mailbox of its operation only.
 */
final class StepRun {
  /** Who is told how the step ends. */
  interface Owner {
    /** The step has ended; {@code findings} tells on which instances it failed. */
    void stepEnded(Findings findings, Seen whole);

    /** The step failed on an instance; others may be under way. Told once. */
    void instanceFailed(String reason);

    /** The step failed as a whole. */
    void stepFailed(Move.Fail fail);

    /** The operation is to pause here. */
    void parked();

    /** Whether an effect may be begun now; if not, it is asked again a second later (S9.4). */
    boolean mayAct();
  }

  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final String NO_LEASE =
      "the lease of its engine, which had run out, and to know that it is still in charge";

  private final Step step;
  private final Scene scene;
  private final boolean back;
  private final Surroundings surroundings;
  private final StepClock clock;
  private final Mailbox mailbox;
  private final Announcements announcements;
  private final Owner owner;

  /** Whether an instance that fails ends the step. */
  private final boolean failsFast;

  private final Map<InstanceId, Instance> latest = new HashMap<>();
  private final Set<InstanceId> failed = new HashSet<>();
  private final List<String> reasons = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final Set<InstanceId> restarted = new HashSet<>();
  private final Deque<Line> waiting = new ArrayDeque<>();

  /**
   * Lines whose effect has no timer yet. Most effects are answered before one is worth starting.
   */
  private final List<Line> untimed = new ArrayList<>();

  /** Those that are being worked on. */
  private final Set<Line> busy = new LinkedHashSet<>();

  private final Line whole = new Line(null, null);
  private int open;
  private boolean over;
  private @Nullable Runnable whenSettled;

  StepRun(
      Step step,
      Scene scene,
      Map<InstanceId, Instance> known,
      boolean failsFast,
      Surroundings surroundings,
      Mailbox mailbox,
      Announcements announcements,
      Owner owner) {
    this.step = step;
    this.scene = scene;
    this.back = scene.operation().isGoingBack();
    this.failsFast = failsFast;
    this.surroundings = surroundings;
    this.clock = new StepClock(surroundings.scheduler());
    this.mailbox = mailbox;
    this.announcements = announcements;
    this.owner = owner;
    List<InstanceId> ids = back ? step.undoInstances(scene) : step.instances(scene);
    if (!ids.isEmpty()) {
      Map<InstanceId, Instance> stored = stored();
      for (InstanceId id : ids) {
        Instance instance = known.get(id);
        waiting.add(new Line(id, instance == null ? stored.get(id) : instance));
      }
    }
  }

  private Map<InstanceId, Instance> stored() {
    Map<InstanceId, Instance> stored = new HashMap<>();
    for (Slot slot : scene.app().slots().values()) {
      slot.deployed().ifPresent(it -> it.instances().forEach(each -> stored.put(each.id(), each)));
    }
    for (Instance instance : scene.operation().provisioned()) {
      stored.put(instance.id(), instance);
    }
    return stored;
  }

  /** Those that it is to work on; asked before it is started. */
  Set<InstanceId> instances() {
    return waiting.stream().map(line -> line.id).collect(Collectors.toSet());
  }

  void start() {
    startWaiting();
    endIfAllEnded();
  }

  /** Starts no effect any more; tells when none is under way. */
  void settle(Runnable settled) {
    whenSettled = settled;
    tellIfSettled();
  }

  /** Forgets everything; whatever still comes is ignored. */
  void abandon() {
    over = true;
  }

  Findings findings() {
    return latest.isEmpty() && failed.isEmpty() ? Findings.NONE : new Findings(latest, failed);
  }

  List<Attempt> attempts() {
    return attempts;
  }

  Set<InstanceId> restarted() {
    return restarted;
  }

  /** Why it failed on instances, if it did. */
  List<String> reasons() {
    return reasons;
  }

  /** Starts the timers of those effects that were not answered at once. */
  void armTimers() {
    for (Line line : untimed) {
      Line.Pending pending = line.pending;
      if (pending != null && pending.timer == null) {
        pending.timer =
            surroundings
                .scheduler()
                .after(
                    left(pending.began.plus(pending.limit)),
                    () ->
                        mailbox.post(
                            () -> answered(line, pending, new Answer.GaveUp(pending.limit))));
      }
    }
    untimed.clear();
  }

  private Duration left(Instant until) {
    Duration left = Duration.between(clock.now(), until);
    return left.isNegative() ? Duration.ZERO : left;
  }

  private void startWaiting() {
    while (busy.size() < scene.limits().parallelism() && whenSettled == null) {
      Line line = waiting.poll();
      if (line == null) {
        return;
      }
      busy.add(line);
      advance(line);
    }
  }

  private void advance(Line line) {
    while (!line.ended && line.pending == null && !over && whenSettled == null) {
      Move move = ask(line);
      if (move instanceof Move.Act && !owner.mayAct()) {
        wait(line, new Move.Pause(clock.now().plus(RETRY), NO_LEASE));
        return;
      } else if (move instanceof Move.Act act) {
        begin(line, act);
      } else if (move instanceof Move.Pause pause) {
        wait(line, pause);
        return;
      } else {
        end(line, move);
      }
    }
  }

  private void wait(Line line, Move.Pause pause) {
    if (line.wait(pause, clock.now())) {
      announcements.waiting(step.name(), direction(), Optional.ofNullable(line.id), pause);
    }
    line.pause =
        surroundings
            .scheduler()
            .after(left(pause.until()), () -> mailbox.post(() -> advance(line)));
  }

  private Move ask(Line line) {
    Seen seen = line.seen(clock.now());
    if (line.id == null) {
      return back ? step.finishUndo(scene, findings(), seen) : step.finish(scene, findings(), seen);
    }
    return back
        ? step.undo(scene, line.id, line.instance(), seen)
        : step.next(scene, line.id, line.instance(), seen);
  }

  private void begin(Line line, Move.Act act) {
    line.waitsNoMore();
    Operation operation = scene.operation();
    Line.Pending pending =
        new Line.Pending(act.effect(), line.attemptOf(act.effect()), clock.now(), act.limit());
    line.pending = pending;
    open++;
    untimed.add(line);
    if (act.effect() instanceof Restart restart) {
      restarted.add(restart.instance().id());
    }
    announcements.effectBegun(step.name(), direction(), act.effect(), pending.attempt);
    surroundings
        .effects()
        .begin(act.effect(), new Call(operation.id(), pending.attempt, operation.fencingToken()))
        .thenAccept(answer -> mailbox.post(() -> answered(line, pending, answer)));
  }

  /** An answer that comes after the engine gave up on it, or twice, finds nothing pending. */
  private void answered(Line line, Line.Pending pending, Answer answer) {
    if (over || line.pending != pending) {
      return;
    }
    line.pending = null;
    open--;
    if (pending.timer != null) {
      pending.timer.cancel();
    }
    Sighting sighting =
        new Sighting(
            pending.effect, pending.attempt, pending.began, clock.now(), checked(line, answer));
    line.sightings.add(sighting);
    if (sighting.answer() instanceof Answer.Started started) {
      line.instance = started.instance();
      latest.put(started.instance().id(), started.instance());
    }
    report(line, sighting);
    if (whenSettled != null) {
      tellIfSettled();
    } else {
      advance(line);
    }
  }

  /** An SPI that answers for another instance than it was asked about has done something else. */
  private static Answer checked(Line line, Answer answer) {
    if (answer instanceof Answer.Started started && !started.instance().id().equals(line.id)) {
      return new Answer.Failed(
          "asked about " + line.id + ", the platform answered for " + started.instance().id());
    }
    return answer;
  }

  private void end(Line line, Move move) {
    line.ended = true;
    if (line.id == null) {
      if (move instanceof Move.Fail fail) {
        owner.stepFailed(fail);
      } else if (move instanceof Move.Park) {
        owner.parked();
      } else {
        owner.stepEnded(findings(), line.seen(clock.now()));
      }
      return;
    }
    busy.remove(line);
    String reason = move instanceof Move.Fail fail ? fail.reason() : "";
    announcements.instanceEnded(step.name(), direction(), line.id, reason);
    if (!reason.isEmpty()) {
      failed.add(line.id);
      reasons.add(reason);
      if (failsFast && failed.size() == 1) {
        owner.instanceFailed(reason);
        return;
      }
    }
    startWaiting();
    endIfAllEnded();
  }

  private void endIfAllEnded() {
    if (busy.isEmpty()
        && waiting.isEmpty()
        && whenSettled == null
        && !whole.ended
        && whole.pending == null) {
      advance(whole);
    }
  }

  private void tellIfSettled() {
    Runnable settled = whenSettled;
    if (open == 0 && settled != null && !over) {
      over = true;
      settled.run();
    }
  }

  private Direction direction() {
    return back ? Direction.BACK : Direction.FORWARD;
  }

  /** What each line waits for now (S8.2). */
  List<Wait> waits(String remedy, OperationId operation) {
    List<Wait> waits = new ArrayList<>();
    for (Line line : busy) {
      line.waitsFor(operation, remedy).ifPresent(waits::add);
    }
    whole.waitsFor(operation, remedy).ifPresent(waits::add);
    return waits;
  }

  private void report(Line line, Sighting sighting) {
    announcements.effectEnded(step.name(), direction(), sighting);
    if (line.id != null && !isRepetition(line, sighting)) {
      attempts.add(
          Attempt.builder()
              .instance(line.id)
              .step(step.name())
              .direction(direction())
              .what(sighting.effect().describe())
              .result(sighting.answer().describe())
              .ok(sighting.answer().ok())
              .at(sighting.began())
              .took(sighting.took())
              .build());
    }
  }

  private static boolean isUnreachable(Answer answer) {
    return answer instanceof Answer.Probed probed
        && probed.answer() instanceof ProbeAnswer.Unreachable;
  }

  /** Polling while an instance comes up would fill the report with the same refusal. */
  private boolean isRepetition(Line line, Sighting sighting) {
    if (sighting.effect() instanceof CountInFlight || sighting.effect() instanceof ReadRoutes) {
      return true;
    }
    int before = line.sightings.size() - 2;
    return before >= 0
        && sighting.effect() instanceof Probe
        && line.sightings.get(before).effect().equals(sighting.effect())
        && line.sightings.get(before).answer().equals(sighting.answer())
        && (step.name() != StepName.WARM_UP || isUnreachable(sighting.answer()));
  }
}
