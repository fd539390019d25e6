package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A call of an SPI, from its begin to its answer. */
@Name("io.slots.Effect")
@Label("Effect")
@Description("A call of the platform, the router or a probe, from its begin to its answer")
final class JfrEffect extends SlotsJfrEvent {
  @Label("Step")
  String step = "";

  @Label("Undoes")
  @Description("Whether it is part of undoing the step")
  boolean undone;

  @Label("Type")
  String type = "";

  @Label("Instance")
  @Description("The instance that it was done to; empty if it was done to the app as a whole")
  String instance = "";

  @Label("What was done")
  String what = "";

  @Label("Attempt")
  @Description("The how-manieth time in this step; 0 if its begin was not recorded")
  int attempt;

  @Label("OK")
  boolean ok;

  @Label("Result")
  String result = "";

  @Label("Took")
  @Description("How long it took by the engine's clock")
  @Timespan
  long took;
}
