package io.slots.process;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;

/**
 * All that a start needs to know. Command line and environment are secret.
 *
 * @param preferredPort the port to have if it is free; 0 for any
 */
record Launch(
    AppName app,
    SlotName slot,
    Content content,
    InstanceId instance,
    ImmutableList<String> command,
    ImmutableMap<String, String> environment,
    int preferredPort,
    long fencingToken) {

  String program() {
    return command.get(0);
  }

  @Override
  public String toString() {
    return "start of " + instance + " as " + slot;
  }
}
