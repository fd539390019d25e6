/**
 * The test kit: the real engine on virtual time, with strict fakes of every SPI and faults on
 * demand.
 *
 * <p>Start at {@link io.slots.testkit.SlotsTestKit}; whoever writes an adapter of an SPI starts at
 * {@link io.slots.testkit.conformance}.
 */
// Hamcrest is no module yet, but it has given itself a name; Awaitility has not, so that nothing
// here names it: conditions are Hamcrest's.
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"})
module io.slots.testkit {
  requires transitive io.slots;
  requires transitive io.slots.core;
  requires com.google.common;
  requires transitive org.assertj.core; // io.slots.testkit.assertion
  requires transitive org.hamcrest; // io.slots.testkit.await
  requires transitive org.junit.jupiter.api; // io.slots.testkit.junit, io.slots.testkit.fault
  requires static transitive org.jspecify;
  requires static org.immutables.value.annotations;

  exports io.slots.testkit;
  exports io.slots.testkit.conformance;
  exports io.slots.testkit.assertion;
  exports io.slots.testkit.await;
  exports io.slots.testkit.fault;
  exports io.slots.testkit.fixture;
  exports io.slots.testkit.junit;
  exports io.slots.testkit.simulation;
}
