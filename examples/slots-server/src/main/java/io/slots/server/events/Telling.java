package io.slots.server.events;

import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.operation.Outcome;
import java.util.Optional;

/** Tells events in the form in which they are sent. */
final class Telling {
  private Telling() {}

  /** Returns the event, or nothing if it is of no interest outside: that an effect is begun. */
  static Optional<EventView> of(long seq, SlotsEvent event) {
    if (event instanceof SlotsEvent.EffectBegun) {
      return Optional.empty();
    }
    return Optional.of(view(seq, event));
  }

  private static EventView view(long seq, SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted it) {
      return plain(seq, "started", event, it.description());
    }
    if (event instanceof SlotsEvent.StepStarted it) {
      return plain(seq, "step-started", event, it.step().toString()).at(it.step(), it.direction());
    }
    if (event instanceof SlotsEvent.StepEnded it) {
      return plain(seq, "step-ended", event, it.time().step().toString())
          .at(it.time().step(), it.time().direction())
          .took(it.time().took().toMillis());
    }
    if (event instanceof SlotsEvent.EffectEnded it) {
      return plain(seq, "effect-ended", event, it.effect().describe() + ": " + it.result())
          .at(it.step(), it.direction())
          .on(it.effect().instanceId().map(InstanceId::value).orElse(null))
          .went(it.ok())
          .took(it.took().toMillis());
    }
    if (event instanceof SlotsEvent.InstanceEnded it) {
      return plain(seq, "instance-ended", event, it.ok() ? "done" : it.result())
          .at(it.step(), it.direction())
          .on(it.instance().value())
          .went(it.ok());
    }
    if (event instanceof SlotsEvent.Waiting it) {
      return plain(seq, "waiting", event, it.what())
          .at(it.step(), it.direction())
          .on(it.instance().map(InstanceId::value).orElse(null))
          .until(it.until());
    }
    if (event instanceof SlotsEvent.OperationEnded it) {
      return plain(
              seq,
              "ended",
              event,
              it.report().ending() + it.report().reason().map(why -> ": " + why).orElse(""))
          .went(Outcome.of(it.report()).isDone())
          .took(it.report().took().toMillis());
    }
    return ofWhole(seq, event);
  }

  private static EventView ofWhole(long seq, SlotsEvent event) {
    if (event instanceof SlotsEvent.TurnedBack it) {
      return plain(seq, "turned-back", event, it.reason());
    }
    if (event instanceof SlotsEvent.OperationPaused it) {
      return plain(seq, "paused", event, "waits to be completed or cancelled")
          .until(it.expiresAt().orElse(null));
    }
    if (event instanceof SlotsEvent.OperationResumed it) {
      return plain(seq, "resumed", event, it.decision().toString());
    }
    if (event instanceof SlotsEvent.OperationQueued it) {
      return plain(seq, "queued", event, it.description() + ", behind " + it.behind());
    }
    if (event instanceof SlotsEvent.KeptWarm it) {
      return plain(seq, "kept-warm", event, it.slot().toString()).until(it.until());
    }
    if (event instanceof SlotsEvent.OperationLost it) {
      return plain(seq, "lost", event, it.reason());
    }
    return plain(seq, "other", event, event.getClass().getSimpleName());
  }

  private static EventView plain(long seq, String type, SlotsEvent event, String text) {
    return EventView.of(
        seq, type, event.app().spelling(), event.operation().value(), event.at(), text);
  }
}
