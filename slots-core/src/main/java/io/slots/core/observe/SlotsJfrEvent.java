package io.slots.core.observe;

import io.slots.event.SlotsEvent;
import jdk.jfr.Category;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.StackTrace;

/**
 * What all of our events for Flight Recorder have. The stack is the listener's, so none is kept.
 */
@Category("Slots")
@StackTrace(false)
abstract class SlotsJfrEvent extends Event {
  @Label("Operation")
  String operation = "";

  @Label("App")
  String app = "";

  final void of(SlotsEvent event) {
    operation = event.operation().value();
    app = event.app().toString();
  }
}
