package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timespan;

/** A step of an operation, done or undone. */
@Name("io.slots.Step")
@Label("Step")
@Description("A step of an operation")
final class JfrStep extends SlotsJfrEvent {
  @Label("Step")
  String step = "";

  @Label("Undone")
  @Description("Whether the step was undone, not done")
  boolean undone;

  @Label("Instances")
  @Description("On how many instances it worked; 0 if on the app as a whole")
  int instances;

  @Label("Failed Instances")
  int failed;

  @Label("Broken Off")
  @Description("Whether the operation turned back in it")
  boolean brokenOff;

  @Label("Took")
  @Description("How long it took by the engine's clock")
  @Timespan
  long took;
}
