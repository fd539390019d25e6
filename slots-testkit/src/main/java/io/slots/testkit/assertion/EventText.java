package io.slots.testkit.assertion;

import io.slots.event.SlotsEvent;

/** What an event tells, in a few words and without a setting's value. */
final class EventText {
  private EventText() {}

  static String of(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted it) {
      return it.description() + (it.resumed() ? " (resumed)" : "");
    } else if (event instanceof SlotsEvent.StepStarted it) {
      return it.step() + ", " + it.instances().size() + " instances";
    } else if (event instanceof SlotsEvent.EffectBegun it) {
      return it.effect().describe();
    } else if (event instanceof SlotsEvent.EffectEnded it) {
      return it.effect().describe() + ": " + it.result();
    } else if (event instanceof SlotsEvent.InstanceEnded it) {
      return it.instance() + " in " + it.step() + (it.ok() ? "" : ": " + it.result());
    } else if (event instanceof SlotsEvent.StepEnded it) {
      return it.time().step().toString();
    } else if (event instanceof SlotsEvent.TurnedBack it) {
      return it.reason();
    } else if (event instanceof SlotsEvent.OperationResumed it) {
      return it.decision().toString();
    } else if (event instanceof SlotsEvent.OperationQueued it) {
      return it.description() + ", behind " + it.behind();
    } else if (event instanceof SlotsEvent.Waiting it) {
      return it.what();
    } else if (event instanceof SlotsEvent.KeptWarm it) {
      return it.slot() + " until " + it.until();
    } else if (event instanceof SlotsEvent.OperationLost it) {
      return it.reason();
    } else if (event instanceof SlotsEvent.OperationEnded it) {
      return it.report().ending().toString();
    }
    return "";
  }
}
