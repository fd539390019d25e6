package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Timestamp;

/** An operation begins to wait for something other than an answer. */
@Name("io.slots.Wait")
@Label("Wait")
@Description("An operation begins to wait for something other than an answer")
final class JfrWait extends SlotsJfrEvent {
  @Label("Step")
  String step = "";

  @Label("Instance")
  @Description("The instance that it waits for; empty if the step as a whole waits")
  String instance = "";

  @Label("What is waited for")
  String what = "";

  @Label("Until")
  @Description("When it looks again")
  @Timestamp(Timestamp.MILLISECONDS_SINCE_EPOCH)
  long until;
}
