/**
 * Apps, their slots and endpoints, plans and their limits (S1, S2).
 *
 * <p>Start at {@link io.slots.app.App}. Everything here is immutable and safe for use by several
 * threads; a change returns a new value, or refuses before anything is touched.
 */
@SlotsStyle
@NullMarked
package io.slots.app;

import io.slots.style.SlotsStyle;
import org.jspecify.annotations.NullMarked;
