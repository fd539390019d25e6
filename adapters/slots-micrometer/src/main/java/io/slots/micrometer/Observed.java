package io.slots.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.slots.event.SlotsEvent;
import io.slots.operation.Ending;
import org.jspecify.annotations.Nullable;

/** The observations of one operation: its own, and that of the step that it is in. */
final class Observed {
  private static final OperationConvention OPERATION = new OperationConvention();
  private static final StepConvention STEP = new StepConvention();

  /** A step of thousands of instances may wait for each of them. */
  private static final int MOST_STEP_EVENTS = 16;

  private final ObservationRegistry registry;
  private final OperationContext context;
  private final Observation operation;
  private @Nullable StepContext stepContext;
  private @Nullable Observation step;
  private boolean stepFailed;
  private int stepEvents;

  /** Observes nothing until it is started. */
  Observed(ObservationRegistry registry, SlotsEvent.OperationStarted started) {
    this.registry = registry;
    this.context = new OperationContext(started);
    this.operation =
        SlotsObservation.OPERATION.observation(null, OPERATION, () -> context, registry);
  }

  void start() {
    operation.start();
  }

  void stepStarted(SlotsEvent.StepStarted started) {
    stopStep();
    StepContext begun = new StepContext(context, started);
    Observation child =
        SlotsObservation.STEP
            .observation(null, STEP, () -> begun, registry)
            .parentObservation(operation);
    stepContext = begun;
    step = child;
    stepFailed = false;
    stepEvents = 0;
    child.start();
  }

  void stepEnded(SlotsEvent.StepEnded ended) {
    if (stepContext != null) {
      stepContext.ended(ended.time());
    }
    stopStep();
  }

  private void stopStep() {
    Observation running = step;
    step = null;
    stepContext = null;
    if (running != null) {
      running.stop();
    }
  }

  /** The first failure of a step is its error: what follows, follows from it or is the like. */
  void stepFailed(String reason) {
    if (step != null && !stepFailed) {
      stepFailed = true;
      step.error(new NotDoneException(reason));
    }
  }

  void tell(SlotsObservation.OperationEvent name, String text, SlotsEvent cause) {
    operation.event(event(name, text, cause));
  }

  void tell(SlotsObservation.StepEvent name, String text, SlotsEvent cause) {
    if (step != null && stepEvents < MOST_STEP_EVENTS) {
      stepEvents++;
      step.event(event(name, text, cause));
    }
  }

  private static Observation.Event event(Observation.Event name, String text, SlotsEvent cause) {
    return Observation.Event.of(name.getName(), text, cause.at().toEpochMilli());
  }

  void ended(SlotsEvent.OperationEnded ended) {
    context.ended(ended.report());
    Ending ending = ended.report().ending();
    try {
      if (ending != Ending.COMPLETED) {
        operation.error(
            new NotDoneException(ending + ended.report().reason().map(it -> ": " + it).orElse("")));
      }
    } finally {
      stop();
    }
  }

  void lost(SlotsEvent.OperationLost lost) {
    context.markLost();
    try {
      tell(SlotsObservation.OperationEvent.IS_LOST, "lost: " + lost.reason(), lost);
    } finally {
      stop();
    }
  }

  /** Stops all that runs, whatever a handler throws. */
  void stop() {
    try {
      stopStep();
    } finally {
      operation.stop();
    }
  }
}
