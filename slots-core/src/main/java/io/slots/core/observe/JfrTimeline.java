package io.slots.core.observe;

import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Begins a JFR event when something begins, and commits it when that ends. Apart from {@link
 * JfrRecorder}, so that the latter can be loaded where there is no JFR. For one thread at a time.
 */
final class JfrTimeline {
  /** Stands where an operation has but one open event of a type. */
  private static final String ONLY = "";

  private final JfrOpen open;

  JfrTimeline(JfrOpen open) {
    this.open = open;
  }

  /** An operation does one thing at a time to an instance. */
  private record EffectKey(Class<? extends Effect> type, Optional<InstanceId> instance) {
    static EffectKey of(Effect effect) {
      return new EffectKey(effect.getClass(), effect.instanceId());
    }
  }

  void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.EffectBegun begun) {
      onBegun(begun);
    } else if (event instanceof SlotsEvent.EffectEnded ended) {
      onEnded(ended);
    } else if (event instanceof SlotsEvent.InstanceEnded ended) {
      if (!ended.ok()) {
        open.find(JfrStep.class, event, ONLY).ifPresent(jfr -> jfr.failed++);
      }
    } else if (event instanceof SlotsEvent.StepStarted started) {
      onStarted(started);
    } else if (event instanceof SlotsEvent.StepEnded ended) {
      onEnded(ended);
    } else if (event instanceof SlotsEvent.OperationQueued queued) {
      onQueued(queued);
    } else if (event instanceof SlotsEvent.OperationStarted started) {
      onStarted(started);
    } else if (event instanceof SlotsEvent.OperationEnded ended) {
      onEnded(ended);
    } else if (event instanceof SlotsEvent.OperationLost lost) {
      onLost(lost);
    } else if (event instanceof SlotsEvent.OperationPaused) {
      open.begin(new JfrPause(), event, ONLY, jfr -> {});
    } else if (event instanceof SlotsEvent.OperationResumed resumed) {
      JfrPause pause = open.take(JfrPause.class, event, ONLY).orElseGet(JfrPause::new);
      commit(pause, event, jfr -> jfr.decision = resumed.decision().toString());
    } else {
      onMoment(event);
    }
  }

  private void onMoment(SlotsEvent event) {
    if (event instanceof SlotsEvent.TurnedBack back) {
      open.find(JfrStep.class, event, ONLY).ifPresent(jfr -> jfr.brokenOff = true);
      commit(new JfrTurnBack(), event, jfr -> jfr.reason = back.reason());
    } else if (event instanceof SlotsEvent.KeptWarm warm) {
      commit(
          new JfrKeepWarm(),
          event,
          jfr -> {
            jfr.slot = warm.slot().toString();
            jfr.until = warm.until().toEpochMilli();
          });
    } else if (event instanceof SlotsEvent.Waiting waiting) {
      commit(
          new JfrWait(),
          event,
          jfr -> {
            jfr.step = waiting.step().toString();
            jfr.instance = waiting.instance().map(InstanceId::value).orElse("");
            jfr.what = waiting.what();
            jfr.until = waiting.until().toEpochMilli();
          });
    }
  }

  private void onBegun(SlotsEvent.EffectBegun begun) {
    open.begin(
        new JfrEffect(), begun, EffectKey.of(begun.effect()), jfr -> jfr.attempt = begun.attempt());
  }

  private void onEnded(SlotsEvent.EffectEnded ended) {
    Effect effect = ended.effect();
    commit(
        open.take(JfrEffect.class, ended, EffectKey.of(effect)).orElseGet(JfrEffect::new),
        ended,
        jfr -> {
          jfr.step = ended.step().toString();
          jfr.undone = ended.direction() == Direction.BACK;
          jfr.type = effect.getClass().getSimpleName();
          jfr.instance = effect.instanceId().map(InstanceId::value).orElse("");
          jfr.what = effect.describe();
          jfr.ok = ended.ok();
          jfr.result = ended.result();
          jfr.took = ended.took().toNanos();
        });
  }

  private void onStarted(SlotsEvent.StepStarted started) {
    open.begin(new JfrStep(), started, ONLY, jfr -> jfr.instances = started.instances().size());
  }

  private void onEnded(SlotsEvent.StepEnded ended) {
    // None is under way any more, unless this listener missed how one ended.
    open.forget(JfrEffect.class, ended);
    commit(
        open.take(JfrStep.class, ended, ONLY).orElseGet(JfrStep::new),
        ended,
        jfr -> {
          jfr.step = ended.time().step().toString();
          jfr.undone = ended.time().direction() == Direction.BACK;
          jfr.took = ended.time().took().toNanos();
        });
  }

  private void onQueued(SlotsEvent.OperationQueued queued) {
    open.begin(
        new JfrQueue(),
        queued,
        ONLY,
        jfr -> {
          jfr.what = queued.description();
          jfr.behind = queued.behind().value();
        });
  }

  private void onStarted(SlotsEvent.OperationStarted started) {
    endQueue(started);
    open.begin(
        new JfrOperation(),
        started,
        ONLY,
        jfr -> {
          jfr.kind = started.kind().toString();
          jfr.what = started.description();
          jfr.takenOver = started.resumed();
        });
  }

  private void onEnded(SlotsEvent.OperationEnded ended) {
    EndedOperation report = ended.report();
    end(
        ended,
        jfr -> {
          jfr.kind = report.kind().toString();
          jfr.what = report.description();
          jfr.ending = report.ending().toString();
          jfr.reason = report.reason().orElse("");
          jfr.degraded = report.degraded().size();
          jfr.took = report.took().toNanos();
        });
  }

  private void onLost(SlotsEvent.OperationLost lost) {
    end(
        lost,
        jfr -> {
          jfr.ending = "lost";
          jfr.reason = lost.reason();
        });
  }

  private void end(SlotsEvent event, Consumer<JfrOperation> fill) {
    endQueue(event);
    open.take(JfrPause.class, event, ONLY).ifPresent(pause -> commit(pause, event, jfr -> {}));
    JfrOperation operation =
        open.take(JfrOperation.class, event, ONLY).orElseGet(JfrOperation::new);
    open.forget(event);
    commit(operation, event, fill);
  }

  private void endQueue(SlotsEvent event) {
    open.take(JfrQueue.class, event, ONLY).ifPresent(queue -> commit(queue, event, jfr -> {}));
  }

  private static <E extends SlotsJfrEvent> void commit(E jfr, SlotsEvent event, Consumer<E> fill) {
    jfr.end();
    if (jfr.shouldCommit()) {
      jfr.of(event);
      fill.accept(jfr);
      jfr.commit();
    }
  }
}
