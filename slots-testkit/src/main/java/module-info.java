/**
 * The test kit: the real engine on virtual time, with strict fakes of every SPI and faults on
 * demand.
 *
 * <p>Start at {@link io.slots.testkit.SlotsTestKit}.
 */
module io.slots.testkit {
  requires transitive io.slots;
  requires transitive io.slots.core;
  requires com.google.common;
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;

  exports io.slots.testkit;
  exports io.slots.testkit.simulation;
}
