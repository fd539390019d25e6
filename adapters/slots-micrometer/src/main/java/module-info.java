/**
 * Metrics and observations of operations, for Micrometer.
 *
 * <p>Start at {@link io.slots.micrometer.SlotsMetrics} and {@link
 * io.slots.micrometer.SlotsObservations}.
 */
module io.slots.micrometer {
  requires com.google.common;
  requires transitive io.slots;
  requires transitive micrometer.commons;
  requires transitive micrometer.core;
  requires transitive micrometer.observation;
  requires static transitive org.jspecify;

  exports io.slots.micrometer;
}
