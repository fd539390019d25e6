package io.slots.command;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import java.net.URI;

/**
 * Tells where a new instance will listen, if that is known beforehand: {@code (app, slot, instance)
 * -> URI.create("http://10.0.0.7:" + portOf(instance))}.
 *
 * <p><em>Threading:</em> called by several threads, on the thread of the caller; it must not block.
 *
 * <p><em>Failure:</em> what it throws refuses the start, before anything is touched.
 */
@FunctionalInterface
public interface InstanceAddress {
  /** Returns scheme, host and port: {@code http://10.0.0.7:8080}. */
  URI of(AppName app, SlotName slot, InstanceId instance);
}
