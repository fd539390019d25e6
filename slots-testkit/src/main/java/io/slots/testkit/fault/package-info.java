/**
 * Every call of a flow, with every fault: what a careful tester would plant by hand, planted by
 * counting.
 *
 * <p>Start at {@link io.slots.testkit.fault.FaultSweep}. A single fault at a single call is said to
 * {@link io.slots.testkit.Faults}.
 */
@NullMarked
package io.slots.testkit.fault;

import org.jspecify.annotations.NullMarked;
