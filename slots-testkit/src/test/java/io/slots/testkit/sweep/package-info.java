/**
 * The fault sweep: every flow of an app, with every fault at every call of an SPI and at every
 * write to the store (S9).
 *
 * <p>Start at {@link io.slots.testkit.sweep.Repertoire}, the flows that are swept. Each is a {@link
 * io.slots.testkit.sweep.Piece}: what the app is like before, and the {@link
 * io.slots.testkit.sweep.Act acts} of its callers. A {@link io.slots.testkit.sweep.Play} performs
 * one of them on a {@link io.slots.testkit.sweep.Stage} while something goes wrong; a {@link
 * io.slots.testkit.sweep.Watch} looks after everything that happens whether production serves what
 * passed the gate, and {@link io.slots.testkit.sweep.Whole} asserts at the end what must hold
 * whatever went wrong.
 *
 * <p>Tests that are tagged {@code sweep} run in a virtual machine of their own, several at once and
 * without a log: one of hours of failures would take gigabytes. {@code mvn -pl slots-testkit -am
 * test -Dtest=FaultSweepTest -Dsurefire.failIfNoSpecifiedTests=false} runs this one alone.
 */
@NullMarked
package io.slots.testkit.sweep;

import org.jspecify.annotations.NullMarked;
