package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.step.Answer;
import io.slots.core.step.Move;
import io.slots.core.step.Sighting;
import io.slots.effect.Effect;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import io.slots.operation.Swap;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the events of one operation, where anybody listens. */
final class Announcements {
  private final Surroundings surroundings;
  private final OperationId operation;
  private final AppName app;

  Announcements(Surroundings surroundings, OperationId operation, AppName app) {
    this.surroundings = surroundings;
    this.operation = operation;
    this.app = app;
  }

  private boolean isHeard() {
    return surroundings.announcer().isHeard();
  }

  private void announce(SlotsEvent event) {
    surroundings.announcer().announce(event);
  }

  private Instant now() {
    return surroundings.scheduler().now();
  }

  /** It began, or was taken over, or goes on after its pause. */
  void begun(Operation it, boolean takenOver) {
    if (!isHeard()) {
      return;
    }
    if (it.decision().isPresent() && !takenOver) {
      announce(new SlotsEvent.OperationResumed(operation, app, now(), it.decision().get()));
      announce(new SlotsEvent.StepEnded(operation, app, now(), last(it)));
      if (it.isGoingBack()) {
        turnedBack(it.reason().orElse(""));
      }
    } else {
      announce(
          new SlotsEvent.OperationStarted(
              operation, app, now(), it.task().kind(), it.task().describe(), takenOver));
    }
  }

  void stepStarted(Operation it, Supplier<Set<InstanceId>> instances) {
    if (isHeard()) {
      announce(
          new SlotsEvent.StepStarted(
              operation,
              app,
              now(),
              it.position().step(),
              it.position().direction(),
              instances.get()));
    }
  }

  void stepEnded(Operation before, Operation after) {
    if (isHeard() && after.steps().size() > before.steps().size()) {
      announce(new SlotsEvent.StepEnded(operation, app, now(), last(after)));
    }
  }

  private static StepTime last(Operation it) {
    return it.steps().get(it.steps().size() - 1);
  }

  void turnedBack(String reason) {
    if (isHeard()) {
      announce(new SlotsEvent.TurnedBack(operation, app, now(), reason));
    }
  }

  void paused(Operation it) {
    if (isHeard()) {
      announce(new SlotsEvent.OperationPaused(operation, app, now(), it.expiresAt()));
    }
  }

  /** The step that has just ended was the switch of a swap that keeps its source warm. */
  void keptWarm(Operation it, App stored) {
    if (!isHeard() || it.isGoingBack() || !(it.task() instanceof Swap swap)) {
      return;
    }
    boolean switched = !it.steps().isEmpty() && last(it).step() == StepName.UPDATE_ROUTING;
    if (switched) {
      SlotName source = swap.source();
      stored
          .find(source)
          .flatMap(slot -> slot.keptWarmUntil())
          .ifPresent(
              until -> announce(new SlotsEvent.KeptWarm(operation, app, now(), source, until)));
    }
  }

  void lost(RuntimeException why) {
    if (isHeard()) {
      announce(
          new SlotsEvent.OperationLost(operation, app, now(), String.valueOf(why.getMessage())));
    }
  }

  void ended(EndedOperation report) {
    if (isHeard()) {
      announce(new SlotsEvent.OperationEnded(report.id(), app, now(), report));
    }
  }

  void effectBegun(StepName step, Direction direction, Effect effect, int attempt) {
    if (isHeard()) {
      announce(new SlotsEvent.EffectBegun(operation, app, now(), step, direction, effect, attempt));
    }
  }

  void effectEnded(StepName step, Direction direction, Sighting sighting) {
    if (isHeard()) {
      announce(
          new SlotsEvent.EffectEnded(
              operation,
              app,
              now(),
              step,
              direction,
              sighting.effect(),
              sighting.took(),
              sighting.answer().ok(),
              sighting.answer().describe(),
              sighting.answer() instanceof Answer.Counted counted
                  ? OptionalInt.of(counted.total())
                  : OptionalInt.empty()));
    }
  }

  void instanceEnded(StepName step, Direction direction, InstanceId id, String reason) {
    if (isHeard()) {
      announce(
          new SlotsEvent.InstanceEnded(
              operation, app, now(), step, direction, id, reason.isEmpty(), reason));
    }
  }

  void waiting(
      StepName step, Direction direction, Optional<InstanceId> instance, Move.Pause pause) {
    if (isHeard()) {
      announce(
          new SlotsEvent.Waiting(
              operation, app, now(), step, direction, instance, pause.why(), pause.until()));
    }
  }
}
