/**
 * How many swaps a second are simulated: on the test kit's virtual time and fakes alone, and in the
 * worlds of the simulator.
 */
@NullMarked
package io.slots.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;
