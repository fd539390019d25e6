package io.slots.micrometer;

import io.micrometer.observation.ObservationRegistry;
import io.slots.OperationId;
import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.micrometer.SlotsObservation.OperationEvent;
import io.slots.micrometer.SlotsObservation.StepEvent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes an observation of each operation, with a child for each of its steps. With a tracing bridge
 * (Micrometer Tracing's handlers in the registry) they are spans: the operation's with its steps'
 * below it. {@link SlotsObservation} lists names, keys and events.
 *
 * <pre>{@code
 * Slots.builder().listener(SlotsObservations.of(registry))…
 * }</pre>
 *
 * <p><em>Times</em> are those at which this listener heard of things, a moment after they happened;
 * what the engine measured is in the contexts' {@link OperationContext#report()} and {@link
 * StepContext#time()}. An operation that pauses for a day is observed for a day, and one that waits
 * for its turn is not observed before it starts. An operation is a trace of its own, for an engine
 * drives it on threads of its own, and another engine may take it over: that one observes what is
 * left of it as another operation with the same id.
 *
 * <p><em>Names and keys</em> are changed by an {@code ObservationConvention} for {@link
 * OperationContext} or {@link StepContext} in the registry.
 *
 * <p>What a handler throws reaches the engine, which logs it and goes on (see {@link
 * SlotsListener}).
 *
 * <p>For one engine, which tells it of one event at a time. What it remembers is bounded; if ends
 * were missed, what has been silent for longest is stopped.
 */
public final class SlotsObservations implements SlotsListener {
  static final int MOST_OPERATIONS = 10_000;

  private final ObservationRegistry registry;
  private final Map<OperationId, Observed> operations = new LinkedHashMap<>(16, 0.75f, true);

  private SlotsObservations(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** Returns one that observes in {@code registry}. */
  public static SlotsObservations of(ObservationRegistry registry) {
    return new SlotsObservations(registry);
  }

  @Override
  public void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      start(started);
    } else if (event instanceof SlotsEvent.OperationEnded ended) {
      Observed observed = operations.remove(event.operation());
      if (observed != null) {
        observed.ended(ended);
      }
    } else if (event instanceof SlotsEvent.OperationLost lost) {
      Observed observed = operations.remove(event.operation());
      if (observed != null) {
        observed.lost(lost);
      }
    } else {
      Observed observed = operations.get(event.operation());
      if (observed != null) {
        follow(observed, event);
      }
    }
  }

  /** It is known before its handlers hear of it: one that throws must not keep it from an end. */
  private void start(SlotsEvent.OperationStarted started) {
    Observed observed = new Observed(registry, started);
    operations.put(started.operation(), observed);
    observed.start();
    if (operations.size() > MOST_OPERATIONS) {
      OperationId eldest = operations.keySet().iterator().next();
      Observed forgotten = operations.remove(eldest);
      if (forgotten != null) {
        forgotten.stop();
      }
    }
  }

  private static void follow(Observed observed, SlotsEvent event) {
    if (event instanceof SlotsEvent.StepStarted started) {
      observed.stepStarted(started);
    } else if (event instanceof SlotsEvent.StepEnded ended) {
      observed.stepEnded(ended);
    } else if (event instanceof SlotsEvent.InstanceEnded ended) {
      if (!ended.ok()) {
        observed.stepFailed(ended.instance() + ": " + ended.result());
      }
    } else if (event instanceof SlotsEvent.TurnedBack back) {
      observed.tell(OperationEvent.TURNS_BACK, "turns back: " + back.reason(), event);
      observed.stepFailed(back.reason());
    } else if (event instanceof SlotsEvent.OperationPaused) {
      observed.tell(OperationEvent.PAUSES, "pauses", event);
    } else if (event instanceof SlotsEvent.OperationResumed resumed) {
      observed.tell(OperationEvent.GOES_ON, "goes on: " + resumed.decision(), event);
    } else if (event instanceof SlotsEvent.KeptWarm warm) {
      observed.tell(
          OperationEvent.KEEPS_WARM, warm.slot() + " is kept warm until " + warm.until(), event);
    } else if (event instanceof SlotsEvent.Waiting waiting) {
      observed.tell(
          StepEvent.WAITS,
          waiting.instance().map(InstanceId::value).map(it -> it + " ").orElse("")
              + "waits for "
              + waiting.what(),
          event);
    }
  }

  /** Of how many operations anything is observed. */
  int size() {
    return operations.size();
  }
}
