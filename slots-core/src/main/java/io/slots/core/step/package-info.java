/**
 * The steps of operations, as pure functions.
 *
 * <p>A {@link io.slots.core.step.Step} says what should happen next, given the facts and what has
 * been seen so far; it starts nothing, waits for nothing, and knows no clock, future or thread. The
 * loop does what it says. {@link io.slots.core.step.Flow} lists the steps of each kind of operation
 * in the documented order; each stands in a class named after it.
 *
 * <p>A step works on each instance by itself, so that an answer costs the same however many
 * instances there are, and one instance never waits for another within a step; then, once all are
 * done, on the app as a whole.
 */
@NullMarked
package io.slots.core.step;

import org.jspecify.annotations.NullMarked;
