/**
 * What the engine does to the world outside, as values.
 *
 * <p>An {@link io.slots.effect.Effect} is what a step wants done; the engine does it by calling the
 * matching SPI. Because effects are values, "the same effect twice" is equality, a preview lists
 * them without starting them, and a test names the one that fails. Everything here is immutable and
 * safe for use by several threads; no {@code toString} shows a setting's value.
 */
@SlotsStyle
@NullMarked
package io.slots.effect;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
