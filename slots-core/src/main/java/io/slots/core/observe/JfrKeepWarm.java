package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timestamp;

/** A slot is kept warm. */
@Name("io.slots.KeepWarm")
@Label("Keep Warm")
@Description("A slot is kept as it left the target, so that a rollback restarts nobody")
final class JfrKeepWarm extends SlotsJfrEvent {
  @Label("Slot")
  String slot = "";

  @Label("Until")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long until;
}
