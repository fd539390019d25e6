package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The pause of a swap with preview, until somebody decided. */
@Name("io.slots.Pause")
@Label("Pause")
@Description("The pause of a swap with preview, until somebody decided")
final class JfrPause extends SlotsJfrEvent {
  @Label("Decision")
  @Description("What ended the pause; empty if this engine does not know")
  String decision = "";
}
