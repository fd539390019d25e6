/**
 * The engine of Slots: the {@link io.slots.core.SwapEngine}, the rules, and the embedded defaults.
 *
 * <p>Start at {@link io.slots.core.Slots}.
 */
module io.slots.core {
  requires transitive io.slots;
  requires com.google.common;
  requires java.net.http;
  requires transitive org.slf4j;
  requires static jdk.jfr; // for those who use io.slots.core.observe.JfrRecorder
  requires static transitive org.jspecify;

  exports io.slots.core;
  exports io.slots.core.observe;
  exports io.slots.core.probe;
  exports io.slots.core.store;
  exports io.slots.core.time;
}
