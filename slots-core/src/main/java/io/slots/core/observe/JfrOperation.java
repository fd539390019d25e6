package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** An operation, from its start to its end, or until this engine drives it no more. */
@Name("io.slots.Operation")
@Label("Operation")
@Description("A swap, a deployment or another operation, from its start to its end")
final class JfrOperation extends SlotsJfrEvent {
  @Label("Kind")
  String kind = "";

  @Label("What it does")
  String what = "";

  @Label("Taken Over")
  @Description("Whether it was begun by an engine that is gone")
  boolean takenOver;

  @Label("Ending")
  @Description("How it ended; \"lost\" if this engine does not drive it any more")
  String ending = "";

  @Label("Reason")
  @Description("Why it did not end as wanted; empty if it did")
  String reason = "";

  @Label("Degraded Instances")
  int degraded;

  @Label("Took")
  @Description("How long it took by the engine's clock, from its very start; 0 if it was lost")
  @Timespan
  long took;
}
