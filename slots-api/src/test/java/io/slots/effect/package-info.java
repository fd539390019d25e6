/** Proofs of the rules of {@code io.slots.effect}. */
@NullMarked
package io.slots.effect;

import org.jspecify.annotations.NullMarked;
