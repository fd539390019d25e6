package io.slots.core.observe;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** The time in which an operation waited for its turn. */
@Name("io.slots.Queue")
@Label("Queue")
@Description("The time in which an operation waited for its turn")
final class JfrQueue extends SlotsJfrEvent {
  @Label("What it does")
  String what = "";

  @Label("Behind")
  @Description("The operation that it waited for")
  String behind = "";
}
