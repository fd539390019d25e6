/**
 * The simulator: whole worlds from a seed, in which everything goes wrong that can, and the rules
 * hold.
 *
 * <p>Start at {@link io.slots.testkit.simulation.Simulation}. A {@code Script} is written from the
 * seed before anything happens: its lines are {@code Happening}s, what users want ({@code Wish})
 * and what goes wrong ({@code Troubles}). A {@code Town} lives through it, and {@code WorldRule}s
 * look on. Because a script is written before, a failure can leave lines out of it and try again,
 * until only those are left that it takes.
 */
@NullMarked
package io.slots.testkit.simulation;

import org.jspecify.annotations.NullMarked;
