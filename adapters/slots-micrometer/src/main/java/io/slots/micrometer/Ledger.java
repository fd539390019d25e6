package io.slots.micrometer;

import io.slots.OperationId;
import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.operation.OperationKind;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are under way or queued, as far as their events tell. Bounded: what has been
 * silent for longest is forgotten when there are too many, which only happens if ends were missed.
 * Safe for use by several threads: one tells of events, others read gauges.
 */
final class Ledger {
  static final int MOST_OPERATIONS = 10_000;

  private final Map<OperationId, Known> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<OperationId, Known> eldest) {
          return size() > MOST_OPERATIONS;
        }
      };

  /** What is known of one of them. */
  private static final class Known {
    @Nullable OperationKind kind;
    boolean paused;
    int inFlight;

    /** What is waited for: instances, or the step as a whole. */
    final Set<Optional<InstanceId>> waits = new HashSet<>();

    boolean isActive() {
      return kind != null;
    }

    void stepEnded() {
      waits.clear();
      inFlight = 0;
    }
  }

  synchronized void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationQueued) {
      entries.put(event.operation(), new Known());
    } else if (event instanceof SlotsEvent.OperationStarted started) {
      Known entry = new Known();
      entry.kind = started.kind();
      entries.put(event.operation(), entry);
    } else if (event instanceof SlotsEvent.OperationEnded
        || event instanceof SlotsEvent.OperationLost) {
      entries.remove(event.operation());
    } else {
      Known entry = entries.get(event.operation());
      if (entry != null) {
        follow(entry, event);
      }
    }
  }

  private static void follow(Known entry, SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationPaused) {
      entry.paused = true;
    } else if (event instanceof SlotsEvent.OperationResumed) {
      entry.paused = false;
    } else if (event instanceof SlotsEvent.Waiting waiting) {
      entry.waits.add(waiting.instance());
    } else if (event instanceof SlotsEvent.InstanceEnded ended) {
      entry.waits.remove(Optional.of(ended.instance()));
    } else if (event instanceof SlotsEvent.EffectEnded ended) {
      ended.inFlight().ifPresent(counted -> entry.inFlight = counted);
    } else if (event instanceof SlotsEvent.StepEnded) {
      entry.stepEnded();
    }
  }

  /** What kind of operation it is, if that is known. */
  synchronized Optional<OperationKind> kind(OperationId operation) {
    return Optional.ofNullable(entries.get(operation)).map(entry -> entry.kind);
  }

  int active() {
    return count(Known::isActive);
  }

  int paused() {
    return count(entry -> entry.paused);
  }

  int queued() {
    return count(entry -> !entry.isActive());
  }

  int waiting() {
    return count(entry -> !entry.waits.isEmpty());
  }

  synchronized int inFlight() {
    return entries.values().stream().mapToInt(entry -> entry.inFlight).sum();
  }

  private synchronized int count(Predicate<Known> entries) {
    return (int) this.entries.values().stream().filter(entries).count();
  }
}
