/** Calls for an instance, one after another, where a later one counts. Start at {@link Turns}. */
@NullMarked
package io.slots.local.turn;

import org.jspecify.annotations.NullMarked;
