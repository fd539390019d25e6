package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** An operation turns back. */
@Name("io.slots.TurnBack")
@Label("Turn Back")
@Description("An operation turns back: what it did is undone from here")
final class JfrTurnBack extends SlotsJfrEvent {
  @Label("Reason")
  String reason = "";
}
